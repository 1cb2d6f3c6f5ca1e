/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>

#include "test/support/asleep.h"
#include "test/support/subject.h"

typedef struct {
    subject *it;
    int thread;
} sleeper;

static void *wake(void *argument)
{
    const sleeper *who = argument;
    until_asleep(who->thread);
    subject_wakeup(who->it);
    return NULL;
}

void subject_sleep(subject *it, int64_t timeout_ns)
{
    sleeper self = {it, thread_number()};
    pthread_t waker;
    CHECK(pthread_create(&waker, NULL, wake, &self) == 0);
    CHECK_EQUAL(0, subject_wait(it, NULL, 0, timeout_ns));
    CHECK(it->woken);
    CHECK(pthread_join(waker, NULL) == 0);
}
