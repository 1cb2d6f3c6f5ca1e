/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_RESULT_H
#define HR_POSIX_RESULT_H

#include <errno.h>
#include <stdbool.h>

#include "hr_error.h"

/* Both read errno: call them right after the system call. */
static inline bool hr_posix_interrupted(int64_t answer)
{
    return answer < 0 && errno == EINTR;
}

static inline hr_result hr_posix_result(int64_t answer)
{
    return answer < 0 ? hr_error_from_os(errno) : answer;
}

#endif
