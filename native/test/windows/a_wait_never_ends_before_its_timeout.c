/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

/* Last: they define near and far. */
#include <winsock2.h>

#include <windows.h>

enum { NS_IN_S = 1000000000 };

static int64_t now_ns(void)
{
    LARGE_INTEGER count;
    LARGE_INTEGER in_second;
    CHECK(QueryPerformanceFrequency(&in_second));
    CHECK(QueryPerformanceCounter(&count));
    return count.QuadPart / in_second.QuadPart * NS_IN_S +
           count.QuadPart % in_second.QuadPart * NS_IN_S / in_second.QuadPart;
}

void behaviour(void)
{
    static const int64_t timeouts_ns[] = {1, 999999, 1000001, 30000000};
    subject it;
    subject_open(&it);
    for (int i = 0; i < (int)(sizeof timeouts_ns / sizeof timeouts_ns[0]); i++) {
        int64_t start = now_ns();
        CHECK_EQUAL(0, subject_wait(&it, NULL, 0, timeouts_ns[i]));
        CHECK(now_ns() - start >= timeouts_ns[i]);
    }
    subject_close(&it);
}
