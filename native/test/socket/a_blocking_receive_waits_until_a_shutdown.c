/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>

#include "test/support/asleep.h"
#include "test/support/check.h"
#include "test/support/tcp.h"

typedef struct {
    hr_socket socket;
    int sleeper;
} shutter;

static void *shut_once_asleep(void *of)
{
    const shutter *shut = of;
    until_asleep(shut->sleeper);
    CHECK_EQUAL(0, hr_socket_shutdown(shut->socket, HR_READ));
    return NULL;
}

void behaviour(void)
{
    char bytes[8];
    pthread_t thread;
    tcp_pair pair = tcp_connected(HR_INET4);
    shutter shut = {pair.server, thread_number()};
    CHECK_EQUAL(0, hr_socket_set_blocking(pair.server, 1));
    CHECK_EQUAL(0, pthread_create(&thread, NULL, shut_once_asleep, &shut));
    CHECK_EQUAL(0, hr_socket_receive_blocking(pair.server, bytes, sizeof bytes));
    CHECK_EQUAL(0, pthread_join(thread, NULL));
    CHECK_EQUAL(0, hr_socket_receive_blocking(pair.server, bytes, sizeof bytes));
    tcp_close(pair);
}
