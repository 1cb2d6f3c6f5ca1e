/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair first = pair_unix();
    pair second = pair_unix();
    uint64_t token = token_of(1, 1);
    subject_change(&it, first.near, token, 0, HR_READ);
    close_number(first.near);
    open_as(second.near, first.near);

    subject_change(&it, first.near, token, HR_READ, HR_WRITE);
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, token));

    pair_close(first);
    pair_close(second);
    subject_close(&it);
}
