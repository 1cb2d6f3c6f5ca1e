/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);

    subject_wakeup(&it);
    subject_look(&it);
    CHECK(it.woken);
    subject_sleep(&it, -1);

    subject_close(&it);
}
