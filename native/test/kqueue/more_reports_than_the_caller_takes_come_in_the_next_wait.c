/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

enum { SOCKETS = 8 };

/* Each change adds two filters, so that more is reported than the caller has room for. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets[SOCKETS];
    hr_change changes[SOCKETS];
    uint32_t seen[SOCKETS] = {0};
    for (uint32_t i = 0; i < SOCKETS; i++) {
        sockets[i] = pair_unix();
        put_byte(sockets[i].far);
        changes[i] = (hr_change){
            .socket = sockets[i].near, .token = token_of(i, 1), .now = HR_READ | HR_WRITE | HR_EDGE, .doubt = HR_READ};
    }

    it.capacity = SOCKETS;
    for (int wait = 0; wait < 3; wait++) {
        subject_wait(&it, changes, wait == 0 ? SOCKETS : 0, wait < 2 ? -1 : 0);
        for (uint32_t i = 0; i < SOCKETS; i++) {
            seen[i] |= subject_ready(&it, token_of(i, 1));
        }
    }
    CHECK_EQUAL(0, it.count);
    for (uint32_t i = 0; i < SOCKETS; i++) {
        CHECK_EQUAL(HR_READ | HR_WRITE, seen[i]);
        pair_close(sockets[i]);
    }
    subject_close(&it);
}
