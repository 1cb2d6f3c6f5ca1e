/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

static void *signal_wake(void *wake)
{
    CHECK_EQUAL(0, hr_wake_signal(*(hr_socket *)wake));
    return NULL;
}

void behaviour(void)
{
    pthread_t thread;
    tcp_pair pair = tcp_connected(HR_INET4);
    hr_socket wake = hr_wake_open();
    CHECK_EQUAL(0, pthread_create(&thread, NULL, signal_wake, &wake));
    CHECK_EQUAL(HR_AWAIT_WOKEN, hr_socket_await(pair.server, HR_READ, wake, -1));
    CHECK_EQUAL(0, pthread_join(thread, NULL));
    CHECK_EQUAL(0, hr_socket_close(wake));
    tcp_close(pair);
}
