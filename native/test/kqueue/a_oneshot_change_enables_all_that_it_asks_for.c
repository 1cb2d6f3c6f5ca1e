/* SPDX-License-Identifier: Apache-2.0 */
#include "bsd/kqueue_plan.h"
#include "test/support/check.h"

void behaviour(void)
{
    const uint32_t both = HR_READ | HR_WRITE | HR_ONESHOT;
    hr_filter_change changes[HR_FILTER_CHANGES];
    CHECK_EQUAL(2, hr_kqueue_plan(both, both, 0, changes));
    CHECK(changes[0].add && changes[1].add);
    CHECK_EQUAL(2, hr_kqueue_plan(both, HR_WRITE | HR_ONESHOT, 0, changes));
    CHECK_EQUAL(HR_READ, changes[0].direction);
    CHECK(!changes[0].add);
    CHECK_EQUAL(HR_WRITE, changes[1].direction);
    CHECK(changes[1].add);
}
