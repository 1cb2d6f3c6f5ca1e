/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>

#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    int nothing = sockets.far;
    close_number(nothing);
    hr_change changes[] = {
        {.socket = nothing, .token = token_of(1, 7), .now = HR_READ},
        {.socket = sockets.near, .token = token_of(2, 1), .now = HR_READ},
    };

    CHECK_EQUAL(1, subject_wait(&it, changes, 1, -1));
    CHECK_EQUAL(HR_CHANGE_FAILED, subject_ready(&it, token_of(1, 7)));
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR | EBADF << 8, it.events[0].aux);

    /* Events come with it. */
    changes[0].token = token_of(1, 8);
    CHECK_EQUAL(2, subject_wait(&it, changes, 2, -1));
    CHECK_EQUAL(HR_CHANGE_FAILED, subject_ready(&it, token_of(1, 8)));
    CHECK_READY(HR_READ | HR_HALF_CLOSED | HR_HANGUP, &it, token_of(2, 1));

    /* Nothing is registered, and the slot's next token is not affected. */
    subject_change(&it, sockets.near, token_of(2, 1), HR_READ, 0);
    CHECK_EQUAL(0, subject_look(&it));
    subject_change(&it, sockets.near, token_of(1, 9), 0, HR_WRITE);
    CHECK(subject_ready(&it, token_of(1, 9)) & HR_WRITE);

    close_number(sockets.near);
    subject_close(&it);
}
