/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "test/support/subject.h"

enum { THREADS = 8, ROUNDS = 200 };

/* Each thread waits until the wakeup it asked for was seen: one that is lost leaves all asleep. */
static subject it;
static atomic_int finished;
static atomic_uint waits;

static void *wake(void *unused)
{
    for (int i = 0; i < ROUNDS; i++) {
        unsigned before = atomic_load(&waits);
        subject_wakeup(&it);
        while (atomic_load(&waits) == before) {
            sched_yield();
        }
    }
    atomic_fetch_add(&finished, 1);
    subject_wakeup(&it);
    return unused;
}

void behaviour(void)
{
    subject_open(&it);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_create(&threads[i], NULL, wake, NULL) == 0);
    }

    while (atomic_load(&finished) < THREADS) {
        CHECK_EQUAL(0, subject_wait(&it, NULL, 0, -1));
        CHECK(it.woken);
        atomic_fetch_add(&waits, 1);
    }

    for (int i = 0; i < THREADS; i++) {
        CHECK(pthread_join(threads[i], NULL) == 0);
    }
    subject_close(&it);
}
