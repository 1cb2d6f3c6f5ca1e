/* SPDX-License-Identifier: Apache-2.0 */
#include "bsd/kqueue_plan.h"
#include "test/support/check.h"

void behaviour(void)
{
    const uint32_t both = HR_READ | HR_WRITE | HR_EDGE;
    hr_filter_change changes[HR_FILTER_CHANGES];
    CHECK_EQUAL(0, hr_kqueue_plan(both, both, 0, changes));
    CHECK_EQUAL(1, hr_kqueue_plan(both, both, HR_WRITE, changes));
    CHECK_EQUAL(HR_WRITE, changes[0].direction);
    CHECK(changes[0].add);
    CHECK_EQUAL(1, hr_kqueue_plan(HR_READ | HR_EDGE, both, HR_WRITE, changes));
    CHECK_EQUAL(HR_WRITE, changes[0].direction);
}
