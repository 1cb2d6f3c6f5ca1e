/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

/* Packed, then forgotten and closed, then the number names another file, and then the list is applied. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair first = pair_unix();
    pair second = pair_unix();
    int number = first.near;
    uint64_t fresh = token_of(1, 1);
    uint64_t live = token_of(2, 1);
    uint64_t owner = token_of(3, 1);
    subject_change(&it, number, live, 0, HR_READ);
    const hr_change packed[] = {
        {.socket = number, .token = fresh, .now = HR_WRITE},
        {.socket = number, .token = live, .was = HR_READ, .now = HR_WRITE},
        {.socket = number, .token = fresh, .was = HR_WRITE, .now = HR_WRITE | HR_READ, .doubt = HR_WRITE},
    };
    const hr_change ends[] = {
        {.socket = number, .token = fresh, .was = HR_WRITE | HR_READ},
        {.socket = number, .token = live, .was = HR_WRITE},
    };

    subject_forget(&it, number, fresh);
    subject_forget(&it, number, live);
    close_number(number);
    open_as(second.near, number);

    CHECK_EQUAL(0, subject_wait(&it, packed, 3, 0));
    subject_change(&it, number, owner, 0, HR_READ);
    CHECK_EQUAL(0, subject_wait(&it, ends, 2, 0));
    put_byte(second.far);
    CHECK_EQUAL(1, subject_look(&it));
    CHECK_EQUAL(HR_READ, subject_ready(&it, owner));

    pair_close(first);
    pair_close(second);
    subject_close(&it);
}
