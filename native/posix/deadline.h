/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_DEADLINE_H
#define HR_DEADLINE_H

#include <stdint.h>
#include <time.h>

/* Deadlines are nanoseconds of CLOCK_MONOTONIC; these two need no clock. */
#define HR_NOW INT64_C(0)
#define HR_NEVER INT64_MAX

static inline int64_t hr_monotonic_ns(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

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
