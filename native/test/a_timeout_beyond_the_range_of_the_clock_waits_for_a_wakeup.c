/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>

#include "asleep.h"
#include "subject.h"

static subject it;
static int selecting_thread;

static void *wake(void *unused)
{
    until_asleep(selecting_thread);
    subject_wakeup(&it);
    return unused;
}

void behaviour(void)
{
    subject_open(&it);
    selecting_thread = thread_number();
    pthread_t waker;
    CHECK(pthread_create(&waker, NULL, wake, NULL) == 0);

    CHECK_EQUAL(0, subject_wait(&it, NULL, 0, INT64_MAX));
    CHECK(it.woken);

    CHECK(pthread_join(waker, NULL) == 0);
    subject_close(&it);
}
