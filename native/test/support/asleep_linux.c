/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "test/support/asleep.h"
#include "test/support/check.h"

int thread_number(void)
{
    return (int)syscall(SYS_gettid);
}

/* proc(5): "pid (comm) state …" */
static char state_of(int thread)
{
    char path[64];
    char text[256] = "";
    snprintf(path, sizeof path, "/proc/self/task/%d/stat", thread);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    CHECK(file >= 0);
    CHECK(read(file, text, sizeof text - 1) > 0);
    CHECK(close(file) == 0);
    return strrchr(text, ')')[2];
}

void until_asleep(int thread)
{
    while (state_of(thread) != 'S') {
        sched_yield();
    }
}
