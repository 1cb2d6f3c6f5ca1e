/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    uint64_t token = token_of(3, 1);
    uint16_t mask = HR_READ | HR_EDGE;
    const hr_change again = {.socket = sockets.near, .token = token, .was = mask, .now = mask, .doubt = HR_READ};
    put_byte(sockets.far);
    subject_change(&it, sockets.near, token, 0, mask);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));

    CHECK_EQUAL(1, subject_wait(&it, &again, 1, 0));
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));

    take_byte(sockets.near);
    CHECK_EQUAL(0, subject_wait(&it, &again, 1, 0));
    put_byte(sockets.far);
    CHECK_EQUAL(1, subject_look(&it));

    pair_close(sockets);
    subject_close(&it);
}
