/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINDOWS_DEADLINE_H
#define HR_WINDOWS_DEADLINE_H

#include <stdint.h>
#include <winsock2.h>

#include <windows.h>

/* Deadlines are nanoseconds of QueryPerformanceCounter; these two need no clock. */
#define HR_NOW INT64_C(0)
#define HR_NEVER INT64_MAX

enum { HR_NS_IN_S = 1000000000, HR_NS_IN_MS = 1000000 };

/* Neither call fails on a Windows that this library runs on. */
static inline int64_t hr_monotonic_ns(void)
{
    LARGE_INTEGER count;
    LARGE_INTEGER in_second;
    QueryPerformanceFrequency(&in_second);
    QueryPerformanceCounter(&count);
    int64_t seconds = count.QuadPart / in_second.QuadPart;
    int64_t rest = count.QuadPart % in_second.QuadPart;
    return seconds * HR_NS_IN_S + rest * HR_NS_IN_S / in_second.QuadPart;
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

static inline int64_t hr_deadline_left(int64_t deadline)
{
    if (deadline == HR_NEVER) {
        return -1;
    }
    int64_t left = deadline == HR_NOW ? 0 : deadline - hr_monotonic_ns();
    return left > 0 ? left : 0;
}

/* For a function of Windows that waits milliseconds: rounded up, and a time that is too long for it is cut. */
static inline DWORD hr_deadline_left_ms(int64_t deadline)
{
    int64_t left = hr_deadline_left(deadline);
    int64_t ms = left / HR_NS_IN_MS + (left % HR_NS_IN_MS > 0);
    return left < 0 ? INFINITE : ms < INT32_MAX ? (DWORD)ms : INT32_MAX;
}

#endif
