/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "test/support/subject.h"

static void check(int mode, bool again)
{
    subject it;
    subject_open(&it);
    int ends[2];
    CHECK(pipe(ends) == 0);
    close_number(ends[0]);
    uint64_t token = token_of(1, 1);

    subject_change(&it, ends[1], token, 0, HR_WRITE | mode);
    CHECK(subject_ready(&it, token) & HR_WRITE);
    subject_look(&it);
    CHECK_EQUAL(again, (subject_ready(&it, token) & HR_WRITE) != 0);
    const hr_change in_doubt = {.socket = ends[1],
                                .token = token,
                                .was = (uint16_t)(HR_WRITE | mode),
                                .now = (uint16_t)(HR_WRITE | mode),
                                .doubt = HR_WRITE};
    subject_wait(&it, &in_doubt, 1, -1);
    CHECK(subject_ready(&it, token) & HR_WRITE);
    subject_change(&it, ends[1], token, HR_WRITE | mode, 0);
    CHECK_EQUAL(0, subject_look(&it));
    subject_sleep(&it, -1);

    close_number(ends[1]);
    subject_close(&it);
}

void behaviour(void)
{
    check(0, true);
    check(HR_EDGE, false);
    check(HR_ONESHOT, false);
}
