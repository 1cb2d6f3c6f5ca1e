/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    uint64_t token = token_of(3, 1);
    put_byte(sockets.far);

    subject_change(&it, sockets.near, token, 0, HR_READ | HR_ONESHOT);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));
    put_byte(sockets.far);
    CHECK_EQUAL(0, subject_look(&it));

    /* Nor does a hang-up show, which both poll(2) and epoll report without being asked. */
    close_number(sockets.far);
    CHECK_EQUAL(0, subject_look(&it));

    close_number(sockets.near);
    subject_close(&it);
}
