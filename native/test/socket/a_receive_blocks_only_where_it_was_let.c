/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    char bytes[8] = {0};
    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_socket_receive_blocking(pair.server, bytes, sizeof bytes)));
    CHECK_EQUAL(0, hr_socket_set_blocking(pair.server, 1));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_socket_receive(pair.server, bytes, sizeof bytes)));
    CHECK_EQUAL(3, hr_socket_send(pair.client, bytes, 3));
    CHECK_EQUAL(3, hr_socket_receive_blocking(pair.server, bytes, sizeof bytes));
    CHECK_EQUAL(0, hr_socket_set_blocking(pair.server, 0));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_socket_receive_blocking(pair.server, bytes, sizeof bytes)));
    tcp_close(pair);
}
