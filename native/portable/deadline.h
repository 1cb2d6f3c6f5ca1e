/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_PORTABLE_DEADLINE_H
#define HR_PORTABLE_DEADLINE_H

#include <stdint.h>

/* Deadlines are nanoseconds of a clock that never goes back; these two need no clock. */
#define HR_NOW INT64_C(0)
#define HR_NEVER INT64_MAX

/* deadline.h of the system has it: include that. */
static inline int64_t hr_monotonic_ns(void);

/* The deadline of a timeout as the seams have it: 0 does not wait, a negative one has no limit. */
static inline int64_t hr_deadline_after(int64_t timeout_ns)
{
    if (timeout_ns <= 0) {
        return timeout_ns < 0 ? HR_NEVER : HR_NOW;
    }
    int64_t now = hr_monotonic_ns();
    return timeout_ns < HR_NEVER - now ? now + timeout_ns : HR_NEVER;
}

/* The other way: the timeout that is left; 0 once the deadline has passed. */
static inline int64_t hr_deadline_left(int64_t deadline)
{
    if (deadline == HR_NEVER) {
        return -1;
    }
    int64_t left = deadline == HR_NOW ? 0 : deadline - hr_monotonic_ns();
    return left > 0 ? left : 0;
}

#endif
