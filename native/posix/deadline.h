/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_DEADLINE_H
#define HR_POSIX_DEADLINE_H

#include <limits.h>
#include <stdint.h>
#include <time.h>

/* Nanoseconds of CLOCK_MONOTONIC; INT64_MAX: never. */
typedef int64_t hr_posix_deadline;

enum { HR_POSIX_SECOND = 1000000000, HR_POSIX_MILLISECOND = 1000000 };

static inline int64_t hr_posix_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now); /* fails only for a clock that does not exist */
    return (int64_t)now.tv_sec * HR_POSIX_SECOND + now.tv_nsec;
}

/* A negative timeout never ends. */
static inline hr_posix_deadline hr_posix_deadline_after(int64_t timeout_ns)
{
    int64_t now = timeout_ns < 0 ? 0 : hr_posix_now();
    return timeout_ns < 0 || timeout_ns > INT64_MAX - now ? INT64_MAX : now + timeout_ns;
}

/* At least 0; INT64_MAX: never. */
static inline int64_t hr_posix_remaining(hr_posix_deadline deadline)
{
    int64_t rest = deadline == INT64_MAX ? INT64_MAX : deadline - hr_posix_now();
    return rest > 0 ? rest : 0;
}

/* What poll(2) takes: rounded up, -1 for never; the end of a longer time than an int holds is not yet the deadline. */
static inline int hr_posix_remaining_milliseconds(hr_posix_deadline deadline)
{
    int64_t rest = hr_posix_remaining(deadline);
    int64_t rounded = rest / HR_POSIX_MILLISECOND + (rest % HR_POSIX_MILLISECOND != 0);
    return deadline == INT64_MAX ? -1 : rounded > INT_MAX ? INT_MAX : (int)rounded;
}

#endif
