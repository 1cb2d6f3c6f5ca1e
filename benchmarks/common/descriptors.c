/* SPDX-License-Identifier: Apache-2.0 */
#include "descriptors.h"

#include "failure.h"

#include <sys/resource.h>

#define MOST 1000000

int descriptors_raise_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return failed_call("getrlimit");
    }
    limit.rlim_cur = limit.rlim_max < MOST ? limit.rlim_max : MOST;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return failed_call("setrlimit");
    }
    return (int)limit.rlim_cur;
}
