/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

/* Against the contract of the seam; the poller must not lose its way over it. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    int nothing = open_again(sockets.near);
    close_number(nothing);
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_WRITE);

    subject_change(&it, sockets.far, token_of(1, 2), 0, HR_WRITE);
    CHECK_EQUAL(1, it.count);
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, token_of(1, 2)));

    const hr_change failing = {.socket = nothing, .token = token_of(1, 3), .now = HR_WRITE};
    CHECK_EQUAL(1, subject_wait(&it, &failing, 1, 0));
    CHECK_EQUAL(HR_CHANGE_FAILED, subject_ready(&it, token_of(1, 3)));

    pair_close(sockets);
    subject_close(&it);
}
