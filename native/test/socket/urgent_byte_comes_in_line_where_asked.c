/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

static char first_byte_received(bool in_line)
{
    char byte = 0;
    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(0, hr_socket_set_option(pair.server, HR_INET4, HR_OPTION_SO_OOBINLINE, in_line));
    CHECK_EQUAL(1, hr_socket_send_urgent(pair.client, 'u'));
    CHECK_EQUAL(1, hr_socket_send(pair.client, "n", 1));
    CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
    CHECK_EQUAL(1, hr_socket_receive(pair.server, &byte, 1));
    tcp_close(pair);
    return byte;
}

void behaviour(void)
{
    CHECK_EQUAL('u', first_byte_received(true));
    CHECK_EQUAL('n', first_byte_received(false));
}
