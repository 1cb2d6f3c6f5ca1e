/* SPDX-License-Identifier: Apache-2.0 */
#include "bsd/kqueue_plan.h"

enum { MODE = HR_EDGE | HR_ONESHOT };

static const uint32_t directions[] = {HR_READ, HR_WRITE};

static int plan_each(uint32_t of, bool add, hr_filter_change *changes)
{
    int count = 0;
    for (int i = 0; i < 2; i++) {
        if (of & directions[i]) {
            changes[count++] = (hr_filter_change){directions[i], add};
        }
    }
    return count;
}

int hr_kqueue_plan(uint32_t was, uint32_t now, uint32_t doubt, hr_filter_change *changes)
{
    uint32_t kept = (was & MODE) == (now & MODE) ? was & now : 0;
    uint32_t armed_again = now & HR_ONESHOT ? kept : kept & doubt;
    int count = plan_each(was & ~kept, false, changes);
    return count + plan_each((now & ~kept) | armed_again, true, changes + count);
}
