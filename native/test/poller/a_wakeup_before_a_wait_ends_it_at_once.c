/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);

    subject_wakeup(&it);
    CHECK_EQUAL(0, subject_wait(&it, NULL, 0, -1));
    CHECK(it.woken);

    subject_wakeup(&it);
    subject_look(&it);
    CHECK(it.woken);
    subject_look(&it);
    CHECK(!it.woken);

    subject_close(&it);
}
