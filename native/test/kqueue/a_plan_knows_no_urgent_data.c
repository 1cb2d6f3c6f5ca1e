/* SPDX-License-Identifier: Apache-2.0 */
#include "bsd/kqueue_plan.h"
#include "test/support/check.h"

/* FreeBSD has no filter for it. */
void behaviour(void)
{
    hr_filter_change changes[HR_FILTER_CHANGES];
    CHECK_EQUAL(0, hr_kqueue_plan(HR_READ | HR_EDGE, HR_READ | HR_URGENT | HR_EDGE, HR_URGENT, changes));
    CHECK_EQUAL(0, hr_kqueue_plan(0, HR_EDGE, 0, changes));
}
