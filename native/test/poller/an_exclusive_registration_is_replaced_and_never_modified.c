/* SPDX-License-Identifier: Apache-2.0 */
/* epoll_ctl(2) refuses EPOLL_CTL_MOD with EPOLLEXCLUSIVE, and of what has it. */
#include "test/support/subject.h"

void behaviour(void)
{
    enum { EXCLUSIVE = HR_READ | HR_EXCLUSIVE };
    subject it;
    subject_open(&it);
    CHECK((it.backend->caps & HR_CAP_EXCLUSIVE) != 0);
    pair sockets = pair_unix();
    uint64_t token = token_of(3, 1);
    put_byte(sockets.far);

    subject_change(&it, sockets.near, token, 0, HR_READ);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));
    subject_change(&it, sockets.near, token, HR_READ, EXCLUSIVE);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));
    CHECK_EQUAL(1, subject_look(&it));
    subject_change(&it, sockets.near, token, EXCLUSIVE, EXCLUSIVE | HR_WRITE);
    CHECK_EQUAL(HR_READ | HR_WRITE, subject_ready(&it, token));
    subject_change(&it, sockets.near, token, EXCLUSIVE | HR_WRITE, HR_WRITE);
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, token));
    subject_change(&it, sockets.near, token, HR_WRITE, 0);
    CHECK_EQUAL(0, subject_look(&it));

    uint64_t again = token_of(3, 2);
    subject_change(&it, sockets.near, again, 0, EXCLUSIVE);
    CHECK_EQUAL(HR_READ, subject_ready(&it, again));
    subject_forget(&it, sockets.near, again);
    CHECK_EQUAL(0, subject_look(&it));

    pair_close(sockets);
    subject_close(&it);
}
