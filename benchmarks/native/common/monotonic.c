/* SPDX-License-Identifier: Apache-2.0 */
#include "monotonic.h"

#include <time.h>

int64_t monotonic_ns(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}
