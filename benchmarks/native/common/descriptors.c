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

int descriptors_require(int needed)
{
    int limit = descriptors_raise_limit();
    if (limit < 0) {
        return -1;
    }
    return needed <= limit ? 0 : failed("%d descriptors are needed; the limit is %d (ulimit -Hn)", needed, limit);
}
