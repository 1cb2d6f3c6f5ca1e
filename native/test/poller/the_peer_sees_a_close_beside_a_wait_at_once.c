/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <pthread.h>

#include "test/support/asleep.h"
#include "test/support/subject.h"

static subject it;
static pair sockets;
static int selecting_thread;

static void *close_beside(void *unused)
{
    until_asleep(selecting_thread);
    subject_forget(&it, sockets.near, token_of(1, 1));
    close_number(sockets.near);
    struct pollfd peer = {.fd = sockets.far, .events = POLLIN};
    CHECK_EQUAL(1, poll(&peer, 1, -1));
    until_asleep(selecting_thread);
    subject_wakeup(&it);
    return unused;
}

void behaviour(void)
{
    subject_open(&it);
    sockets = pair_unix();
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ);
    selecting_thread = thread_number();
    pthread_t thread;
    CHECK(pthread_create(&thread, NULL, close_beside, NULL) == 0);

    CHECK_EQUAL(0, subject_wait(&it, NULL, 0, -1));
    CHECK(it.woken);

    CHECK(pthread_join(thread, NULL) == 0);
    close_number(sockets.far);
    subject_close(&it);
}
