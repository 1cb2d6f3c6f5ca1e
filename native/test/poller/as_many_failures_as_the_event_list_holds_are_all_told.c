/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    int nothing = sockets.far;
    close_number(nothing);
    hr_change changes[SUBJECT_CAPACITY];
    for (uint32_t i = 0; i < SUBJECT_CAPACITY; i++) {
        changes[i] = (hr_change){.socket = nothing, .token = token_of(i, 1), .now = HR_READ};
    }

    subject_wakeup(&it);
    CHECK_EQUAL(SUBJECT_CAPACITY, subject_wait(&it, changes, SUBJECT_CAPACITY, -1));
    bool woken = it.woken;
    for (uint32_t i = 0; i < SUBJECT_CAPACITY; i++) {
        CHECK_EQUAL(HR_CHANGE_FAILED, subject_ready(&it, token_of(i, 1)));
    }
    /* The wakeup counts, there or in the next wait. */
    subject_look(&it);
    CHECK_EQUAL(1, woken + it.woken);

    close_number(sockets.near);
    subject_close(&it);
}
