/* SPDX-License-Identifier: Apache-2.0 */
#include "bsd/kqueue_plan.h"
#include "test/support/check.h"

/* The mode in which a filter is there; a filter keeps that of its creation. */
enum { MISSING = -1 };

static const uint32_t modes[] = {0, HR_EDGE, HR_ONESHOT};
static const uint32_t directions[] = {HR_READ, HR_WRITE};

static int64_t wanted_in(uint32_t mask, uint32_t direction)
{
    return mask & direction ? (int64_t)(mask & (HR_EDGE | HR_ONESHOT)) : MISSING;
}

static void check(uint32_t was, uint32_t now, uint32_t doubt)
{
    int64_t filters[] = {wanted_in(was, HR_READ), wanted_in(was, HR_WRITE)};
    hr_filter_change changes[HR_FILTER_CHANGES];
    int count = hr_kqueue_plan(was, now, doubt, changes);
    CHECK(count <= HR_FILTER_CHANGES);
    for (int i = 0; i < count; i++) {
        int64_t *filter = &filters[changes[i].direction == HR_READ ? 0 : 1];
        CHECK(changes[i].add || *filter != MISSING);
        if (!changes[i].add) {
            *filter = MISSING;
        } else if (*filter == MISSING) {
            *filter = (int64_t)(now & (HR_EDGE | HR_ONESHOT));
        }
    }
    for (int i = 0; i < 2; i++) {
        CHECK_EQUAL(wanted_in(now, directions[i]), filters[i]);
    }
}

void behaviour(void)
{
    for (int was = 0; was < 12; was++) {
        for (int now = 0; now < 12; now++) {
            for (uint32_t doubt = 0; doubt < 4; doubt++) {
                check((uint32_t)was % 4 | modes[was / 4], (uint32_t)now % 4 | modes[now / 4], doubt & (uint32_t)now);
            }
        }
    }
}
