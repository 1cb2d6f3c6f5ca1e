/* SPDX-License-Identifier: Apache-2.0 */
#include "bsd/kqueue_plan.h"
#include "test/support/check.h"

void behaviour(void)
{
    hr_filter_change changes[HR_FILTER_CHANGES];
    CHECK_EQUAL(3, hr_kqueue_plan(HR_READ | HR_ONESHOT, HR_READ | HR_WRITE | HR_EDGE, 0, changes));
    CHECK_EQUAL(HR_READ, changes[0].direction);
    CHECK(!changes[0].add);
    CHECK_EQUAL(HR_READ, changes[1].direction);
    CHECK(changes[1].add);
    CHECK_EQUAL(HR_WRITE, changes[2].direction);
    CHECK(changes[2].add);
}
