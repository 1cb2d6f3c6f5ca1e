/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/param.h>
#include <sys/types.h>

#include <pthread_np.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/sysctl.h>
#include <sys/user.h>
#include <unistd.h>

#include "test/support/asleep.h"
#include "test/support/check.h"

enum { MOST_THREADS = 64 };

int thread_number(void)
{
    return pthread_getthreadid_np();
}

/* sysctl(3): KERN_PROC_PID answers one structure a thread; SSLEEP: it awaits an event, which wmesg names. */
static bool sleeps(int thread)
{
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID | KERN_PROC_INC_THREAD, getpid()};
    size_t size = MOST_THREADS * sizeof(struct kinfo_proc);
    struct kinfo_proc *threads = malloc(size);
    CHECK(threads != NULL);
    CHECK_EQUAL(0, sysctl(name, sizeof name / sizeof name[0], threads, &size, NULL, 0));
    const struct kinfo_proc *one = threads;
    while (one < threads + size / sizeof *one && one->ki_tid != thread) {
        one++;
    }
    CHECK(one < threads + size / sizeof *one);
    bool asleep = one->ki_stat == SSLEEP && one->ki_wmesg[0] != 0;
    free(threads);
    return asleep;
}

void until_asleep(int thread)
{
    while (!sleeps(thread)) {
        sched_yield();
    }
}
