/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>

#include "test/kqueue/model.h"
#include "test/support/asleep.h"
#include "test/support/subject.h"

static subject it;
static pair sockets;
static int selecting_thread;

/* A trigger and EV_DELETE, and the wait may go on already. Nobody can see whether a call has made its changes. */
static void *forget_beside(void *unused)
{
    until_asleep(selecting_thread);
    uint64_t before = model_counted(COUNT_CALLS);
    subject_forget(&it, sockets.near, token_of(1, 1));
    CHECK(model_counted(COUNT_CALLS) - before >= 2);
    subject_wakeup(&it);
    return unused;
}

void behaviour(void)
{
    subject_open(&it);
    sockets = pair_unix();
    selecting_thread = thread_number();
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, forget_beside, NULL) == 0);

    const hr_change change = {.socket = sockets.near, .token = token_of(1, 1), .now = HR_READ | HR_EDGE};
    CHECK_EQUAL(0, subject_wait(&it, &change, 1, -1));
    CHECK(it.woken);

    CHECK(pthread_join(thread, NULL) == 0);
    pair_close(sockets);
    subject_close(&it);
}
