/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "test/support/subject.h"

enum { SEARCHED = 64 };

/* eventfd(2): a write that would take the counter beyond 2^64 - 2 would block. */
static int eventfd_of_this_process(void)
{
    for (int descriptor = 0; descriptor < SEARCHED; descriptor++) {
        char path[64];
        char target[64] = "";
        snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
        if (readlink(path, target, sizeof target - 1) > 0 && strcmp(target, "anon_inode:[eventfd]") == 0) {
            return descriptor;
        }
    }
    return -1;
}

void behaviour(void)
{
    subject it;
    subject_open(&it);
    const uint64_t limit = UINT64_MAX - 1;
    CHECK_EQUAL(sizeof limit, write(eventfd_of_this_process(), &limit, sizeof limit));
    subject_look(&it);

    subject_wakeup(&it);
    CHECK_EQUAL(0, subject_wait(&it, NULL, 0, -1));
    CHECK(it.woken);

    subject_close(&it);
}
