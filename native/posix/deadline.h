/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_DEADLINE_H
#define HR_DEADLINE_H

#include <stdint.h>
#include <time.h>

#include "portable/deadline.h"

static inline int64_t hr_monotonic_ns(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

#endif
