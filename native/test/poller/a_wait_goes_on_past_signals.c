/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>

#include "test/support/clock.h"
#include "test/support/subject.h"

enum { TIMEOUT_NS = 50000000 };

static pthread_t selecting_thread;
static atomic_bool over;
static atomic_int interrupts;

static void interrupted(int number)
{
    (void)number;
    atomic_fetch_add(&interrupts, 1);
}

static void *storm(void *unused)
{
    while (!atomic_load(&over)) {
        CHECK(pthread_kill(selecting_thread, SIGUSR1) == 0);
        sched_yield();
    }
    return unused;
}

void behaviour(void)
{
    subject it;
    subject_open(&it);
    selecting_thread = pthread_self();
    const struct sigaction action = {.sa_handler = interrupted};
    CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, storm, NULL) == 0);

    while (atomic_load(&interrupts) == 0) {
        sched_yield();
    }
    int64_t start = monotonic_ns();
    CHECK_EQUAL(0, subject_wait(&it, NULL, 0, TIMEOUT_NS));
    CHECK(!it.woken);
    CHECK(monotonic_ns() - start >= TIMEOUT_NS);

    atomic_store(&over, true);
    CHECK(pthread_join(thread, NULL) == 0);
    subject_close(&it);
}
