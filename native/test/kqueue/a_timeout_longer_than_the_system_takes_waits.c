/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

/* macOS refuses more than INT32_MAX seconds, and no system takes 10^9 nanoseconds beside the seconds. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    subject_sleep(&it, INT64_C(3000000000) * 1000000000);
    subject_sleep(&it, INT64_C(1999999999));
    subject_close(&it);
}
