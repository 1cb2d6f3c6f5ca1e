/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/scarce_memory.h"
#include "test/support/subject.h"

/* Packed, then forgotten without memory, and closed; the number names another file when the list is applied. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair first = pair_unix();
    pair second = pair_unix();
    int number = first.near;
    uint64_t early = token_of(3, 1);
    uint64_t forgotten = token_of(200, 2);
    uint64_t next = token_of(200, 3);
    uint64_t behind = token_of(201, 1);
    subject_change(&it, second.near, early, 0, HR_WRITE);

    memory_fails_after(0);
    subject_forget(&it, number, forgotten);
    CHECK(memory_has_failed());
    memory_fails_after(MEMORY_FOR_EVER);
    close_number(number);
    open_as(second.near, number);
    const hr_change packed[] = {
        {.socket = number, .token = forgotten, .now = HR_READ},
        {.socket = first.far, .token = behind, .now = HR_WRITE},
    };
    subject_wait(&it, packed, 2, 0);
    CHECK_EQUAL(HR_CHANGE_FAILED, subject_ready(&it, forgotten));
    put_byte(second.far);
    subject_look(&it);
    CHECK_EQUAL(0, subject_ready(&it, forgotten));
    CHECK_READY(HR_WRITE, &it, early);
    CHECK_READY(HR_WRITE | HR_HANGUP, &it, behind);

    const hr_change end = {.socket = number, .token = forgotten, .was = HR_READ, .flags = HR_CHANGE_CLOSED};
    subject_wait(&it, &end, 1, 0);
    subject_change(&it, number, next, 0, HR_READ);
    subject_look(&it);
    CHECK_EQUAL(HR_READ, subject_ready(&it, next));

    pair_close(first);
    pair_close(second);
    subject_close(&it);
}
