/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    hr_address at;
    hr_socket deaf = tcp_bind(HR_INET4, &at);
    hr_socket socket = tcp_open(HR_INET4);

    hr_result result = hr_socket_connect(socket, &at);
    if (hr_error_kind_of(result) == HR_ERROR_IN_PROGRESS) {
        CHECK_EQUAL(HR_WRITE, hr_socket_await(socket, HR_WRITE, NULL, -1));
        result = hr_socket_finish_connect(socket);
    }
    CHECK_EQUAL(HR_ERROR_CONNECTION_REFUSED, hr_error_kind_of(result));
    CHECK_EQUAL(HR_ERROR_NOT_CONNECTED, hr_error_kind_of(hr_socket_finish_connect(socket)));

    CHECK_EQUAL(0, hr_socket_close(socket));
    CHECK_EQUAL(0, hr_socket_close(deaf));
}
