/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <sys/socket.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    int on = 1;
    int value = 0;
    char text[64];
    hr_socket socket = tcp_open(HR_INET4);
    CHECK_EQUAL(0, hr_socket_set_raw_option(socket, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on));
    CHECK_EQUAL(sizeof value, hr_socket_get_raw_option(socket, SOL_SOCKET, SO_KEEPALIVE, &value, sizeof value));
    CHECK(value != 0);
    CHECK(hr_socket_set_raw_option(socket, SOL_SOCKET, 9999, &on, sizeof on) < 0);
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR,
                hr_error_kind_of(hr_socket_get_raw_option(-1, SOL_SOCKET, SO_TYPE, &value, sizeof value)));
    CHECK_EQUAL(0, hr_raw_option_refusal(SOL_SOCKET, SO_KEEPALIVE, text, sizeof text));
    CHECK(hr_raw_option_refusal(SOL_SOCKET, SO_ERROR, text, sizeof text) > 0);
    CHECK(strlen(text) > 10);
    CHECK_EQUAL(0, hr_socket_close(socket));
}
