/* SPDX-License-Identifier: Apache-2.0 */
#include "idle_threads.h"

#include "failure.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct idle_threads {
    int count;
    pthread_t all[IDLE_THREADS_MOST];
};

/* Until it is cancelled: pause(2) is a point where that happens. */
static void *sleep_on(void *unused)
{
    for (;;) {
        pause();
    }
    return unused;
}

/* 0, or an error number. */
static int start_one(idle_threads *t)
{
    int error = pthread_create(&t->all[t->count], NULL, sleep_on, NULL);
    t->count += error == 0;
    return error;
}

idle_threads *idle_threads_start(int count)
{
    idle_threads *t = calloc(1, sizeof *t);
    if (t == NULL) {
        warn("calloc");
        return NULL;
    }
    while (t->count < count) {
        if ((errno = start_one(t)) != 0) {
            warn("pthread_create");
            idle_threads_end(t);
            return NULL;
        }
    }
    return t;
}

static void end_one(pthread_t thread)
{
    if ((errno = pthread_cancel(thread)) != 0 || (errno = pthread_join(thread, NULL)) != 0) {
        warn("the end of an idle thread");
    }
}

void idle_threads_end(idle_threads *t)
{
    for (int i = 0; i < t->count; i++) {
        end_one(t->all[i]);
    }
    free(t);
}
