/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    tcp_pair pair = tcp_connected(HR_INET4);
    hr_wake *wake;
    CHECK_EQUAL(0, hr_wake_open(&wake));
    CHECK_EQUAL(0, hr_socket_await(pair.server, HR_READ, wake, 1000000));
    CHECK_EQUAL(HR_WRITE, hr_socket_await(pair.server, HR_READ | HR_WRITE, wake, -1));

    CHECK_EQUAL(0, hr_wake_signal(wake));
    CHECK_EQUAL(0, hr_wake_signal(wake));
    CHECK_EQUAL(HR_AWAIT_WOKEN, hr_socket_await(pair.server, HR_READ, wake, -1));
    CHECK_EQUAL((HR_WRITE | HR_AWAIT_WOKEN), hr_socket_await(pair.server, HR_WRITE, wake, -1));
    hr_wake_close(wake);

    tcp_reset(pair);
    CHECK_EQUAL((HR_READ | HR_WRITE), hr_socket_await(pair.server, HR_READ | HR_WRITE, NULL, -1));
    CHECK_EQUAL(0, hr_socket_close(pair.server));
}
