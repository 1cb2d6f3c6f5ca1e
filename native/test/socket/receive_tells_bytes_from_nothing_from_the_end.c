/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    char bytes[8];
    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_socket_receive(pair.server, bytes, sizeof bytes)));

    CHECK_EQUAL(5, hr_socket_send(pair.client, "water", 5));
    CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
    CHECK_EQUAL(5, hr_socket_available(pair.server));
    CHECK_EQUAL(5, hr_socket_receive(pair.server, bytes, sizeof bytes));
    CHECK_EQUAL(0, memcmp(bytes, "water", 5));
    CHECK_EQUAL(0, hr_socket_available(pair.server));

    CHECK_EQUAL(0, hr_socket_shutdown(pair.client, HR_WRITE));
    CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
    CHECK_EQUAL(0, hr_socket_receive(pair.server, bytes, sizeof bytes));
    tcp_close(pair);
}
