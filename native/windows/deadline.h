/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINDOWS_DEADLINE_H
#define HR_WINDOWS_DEADLINE_H

#include <stdint.h>
#include <winsock2.h>

#include <windows.h>

#include "portable/deadline.h"

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

/* For a function of Windows that waits milliseconds: rounded up, and a time that is too long for it is cut. */
static inline DWORD hr_deadline_left_ms(int64_t deadline)
{
    int64_t left = hr_deadline_left(deadline);
    int64_t ms = left / HR_NS_IN_MS + (left % HR_NS_IN_MS > 0);
    return left < 0 ? INFINITE : ms < INT32_MAX ? (DWORD)ms : INT32_MAX;
}

#endif
