/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/udp.h"

void behaviour(void)
{
    char byte;
    hr_address at;
    hr_address deaf;
    hr_address peer;
    hr_socket socket = udp_bind(HR_INET4, &at);
    CHECK_EQUAL(0, hr_socket_close(udp_bind(HR_INET4, &deaf)));

    udp_send(socket, 'a', &deaf);
    CHECK(udp_is_empty(socket));

    CHECK_EQUAL(0, hr_socket_connect(socket, &deaf));
    udp_send(socket, 'b', NULL);
    CHECK_EQUAL(HR_READ, hr_socket_await(socket, HR_READ, NULL, -1));
    CHECK_EQUAL(HR_ERROR_CONNECTION_REFUSED, hr_error_kind_of(hr_socket_receive_from(socket, &byte, 1, &peer)));
    CHECK(udp_is_empty(socket));
    CHECK_EQUAL(0, hr_socket_close(socket));
}
