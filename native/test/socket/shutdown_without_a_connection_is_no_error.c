/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    hr_socket socket = tcp_open(HR_INET4);
    CHECK_EQUAL(0, hr_socket_shutdown(socket, HR_READ | HR_WRITE));
    CHECK_EQUAL(0, hr_socket_close(socket));

    tcp_pair pair = tcp_connected(HR_INET4);
    tcp_reset(pair);
    CHECK_EQUAL(0, hr_socket_shutdown(pair.server, HR_WRITE));
    CHECK_EQUAL(0, hr_socket_close(pair.server));
}
