/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/tcp.h"

#include <string.h>

#include "test/support/check.h"

hr_address tcp_loopback(uint32_t family, uint32_t port)
{
    static const uint8_t mapped[16] = {[10] = 0xff, [11] = 0xff, [12] = 127, [15] = 1};
    hr_address address = {.family = family, .port = port, .length = family == HR_INET6 ? 16 : 4};
    memcpy(address.bytes, mapped + sizeof mapped - address.length, address.length);
    return address;
}

hr_socket tcp_open(uint32_t family)
{
    hr_socket socket = hr_socket_open(family, HR_STREAM);
    CHECK(socket >= 0);
    return socket;
}

hr_socket tcp_bind(uint32_t family, hr_address *at_out)
{
    hr_socket socket = tcp_open(family);
    hr_address at = tcp_loopback(family, 0);
    CHECK_EQUAL(0, hr_socket_bind(socket, &at));
    CHECK_EQUAL(0, hr_socket_local_address(socket, at_out));
    return socket;
}

hr_socket tcp_listen(uint32_t family, int backlog, hr_address *at_out)
{
    hr_socket listener = tcp_bind(family, at_out);
    CHECK_EQUAL(0, hr_socket_listen(listener, backlog));
    return listener;
}

hr_socket tcp_connect(uint32_t family, const hr_address *to)
{
    hr_socket socket = tcp_open(family);
    hr_result result = hr_socket_connect(socket, to);
    CHECK(result == 0 || hr_error_kind_of(result) == HR_ERROR_IN_PROGRESS);
    CHECK_EQUAL(HR_WRITE, hr_socket_await(socket, HR_WRITE, NULL, -1));
    CHECK_EQUAL(0, hr_socket_finish_connect(socket));
    return socket;
}

tcp_pair tcp_connected(uint32_t family)
{
    hr_address at;
    hr_address peer;
    hr_socket listener = tcp_listen(family, 1, &at);
    tcp_pair pair = {.client = tcp_connect(family, &at)};
    CHECK_EQUAL(HR_READ, hr_socket_await(listener, HR_READ, NULL, -1));
    pair.server = hr_socket_accept(listener, &peer);
    CHECK(pair.server >= 0);
    CHECK_EQUAL(0, hr_socket_close(listener));
    return pair;
}

void tcp_close(tcp_pair pair)
{
    CHECK_EQUAL(0, hr_socket_close(pair.client));
    CHECK_EQUAL(0, hr_socket_close(pair.server));
}

void tcp_reset(tcp_pair pair)
{
    CHECK_EQUAL(0, hr_socket_set_option(pair.client, HR_INET4, HR_OPTION_SO_LINGER, 0));
    CHECK_EQUAL(0, hr_socket_close(pair.client));
    CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
}
