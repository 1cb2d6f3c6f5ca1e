/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_KQUEUE_PLAN_H
#define HR_KQUEUE_PLAN_H

#include <stdbool.h>

#include "hr_poller.h"

/*
 * Which changes of filters carry out a change of a registration, in the order in which kevent(2) is to make them. A
 * filter keeps EV_CLEAR and EV_DISPATCH of its creation (kqueue_register, kevent_register), so another mode deletes
 * and adds. An EV_ADD reports a filter that is ready again, so one that is there is added again only where it is in
 * doubt, or where a report may have disabled it.
 */
typedef struct {
    uint32_t direction; /* HR_READ or HR_WRITE */
    bool add;           /* else delete */
} hr_filter_change;

enum { HR_FILTER_CHANGES = 4 }; /* at most */

/* Result: how many changes. Bits that are neither a direction nor a mode count for nothing. */
int hr_kqueue_plan(uint32_t was, uint32_t now, uint32_t doubt, hr_filter_change *changes);

#endif
