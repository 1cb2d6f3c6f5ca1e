/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair first = pair_unix();
    pair second = pair_unix();
    uint64_t live = token_of(1, 1);
    uint64_t next = token_of(1, 2);
    subject_change(&it, first.near, live, 0, HR_WRITE);
    const hr_change packed[] = {
        {.socket = first.near, .token = live, .was = HR_WRITE},
        {.socket = second.near, .token = next, .now = HR_WRITE},
        {.socket = second.near, .token = next, .was = HR_WRITE},
    };

    subject_forget(&it, second.near, next);
    CHECK_EQUAL(1, subject_look(&it));
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, live));
    CHECK_EQUAL(0, subject_change(&it, first.near, live, HR_WRITE, HR_READ));
    CHECK_EQUAL(1, subject_change(&it, first.near, live, HR_READ, HR_WRITE));
    CHECK_EQUAL(0, subject_wait(&it, packed, 2, 0));
    CHECK_EQUAL(0, subject_wait(&it, packed + 2, 1, 0));

    pair_close(first);
    pair_close(second);
    subject_close(&it);
}
