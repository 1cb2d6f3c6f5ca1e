/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    int nothing = sockets.far;
    close_number(nothing);
    uint64_t other = token_of(2, 1);
    /* The slot had a registration, in whose place another one is now. */
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ);
    subject_change(&it, sockets.near, token_of(1, 1), HR_READ, 0);
    subject_change(&it, sockets.near, other, 0, HR_READ);

    const hr_change add = {.socket = nothing, .token = token_of(1, 2), .now = HR_READ};
    const hr_change remove = {.socket = nothing, .token = token_of(1, 2), .was = HR_READ};
    subject_wait(&it, &add, 1, 0);
    CHECK_EQUAL(HR_CHANGE_FAILED, subject_ready(&it, token_of(1, 2)));
    subject_wait(&it, &remove, 1, 0);
    subject_forget(&it, nothing, token_of(1, 2));
    subject_look(&it);
    CHECK_READY(HR_READ | HR_HALF_CLOSED | HR_HANGUP, &it, other);

    close_number(sockets.near);
    subject_close(&it);
}
