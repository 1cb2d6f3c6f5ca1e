/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);

    subject_sleep(&it, -1);
    /* A limit beyond the range of the clock is one too. */
    subject_sleep(&it, INT64_MAX);

    subject_close(&it);
}
