/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

enum { CHANGES = 6, OPEN = 3 };

/* All numbers but one are closed, and each change has two filters: more errors than the caller has room for. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets[CHANGES];
    hr_change changes[CHANGES];
    for (uint32_t i = 0; i < CHANGES; i++) {
        sockets[i] = pair_unix();
        changes[i] =
            (hr_change){.socket = sockets[i].near, .token = token_of(i, 1), .now = HR_READ | HR_WRITE | HR_EDGE};
    }
    for (int i = 0; i < CHANGES; i++) {
        if (i != OPEN) {
            close_number(sockets[i].near);
        }
    }

    it.capacity = CHANGES;
    uint32_t seen[CHANGES] = {0};
    for (int wait = 0; wait < 3; wait++) {
        subject_wait(&it, changes, wait == 0 ? CHANGES : 0, 0);
        for (uint32_t i = 0; i < CHANGES; i++) {
            seen[i] |= subject_ready(&it, token_of(i, 1));
        }
    }
    for (uint32_t i = 0; i < CHANGES; i++) {
        CHECK_EQUAL(i == OPEN ? HR_WRITE : HR_CHANGE_FAILED, seen[i]);
        close_number(sockets[i].far);
    }
    close_number(sockets[OPEN].near);
    subject_close(&it);
}
