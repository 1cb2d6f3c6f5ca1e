/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>

#include "test/support/asleep.h"
#include "test/support/check.h"
#include "test/support/tcp.h"

typedef struct {
    hr_socket socket;
    hr_socket wake;
    int signaller;
} waiting;

/* poll(2) of a kqueue in two threads. */
static void *await_wake(void *argument)
{
    const waiting *on = argument;
    until_asleep(on->signaller);
    CHECK_EQUAL(0, hr_wake_signal(on->wake));
    CHECK_EQUAL(HR_AWAIT_WOKEN, hr_socket_await(on->socket, HR_READ, on->wake, -1));
    return NULL;
}

void behaviour(void)
{
    pthread_t thread;
    tcp_pair pair = tcp_connected(HR_INET4);
    waiting on = {.socket = pair.server, .wake = hr_wake_open(), .signaller = thread_number()};
    CHECK_EQUAL(0, pthread_create(&thread, NULL, await_wake, &on));
    CHECK_EQUAL(HR_AWAIT_WOKEN, hr_socket_await(pair.client, HR_READ, on.wake, -1));
    CHECK_EQUAL(0, pthread_join(thread, NULL));
    CHECK_EQUAL(0, hr_wake_drain(on.wake));
    CHECK_EQUAL(0, hr_socket_close(on.wake));
    tcp_close(pair);
}
