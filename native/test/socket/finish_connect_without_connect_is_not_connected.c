/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    hr_socket socket = tcp_open(HR_INET4);
    CHECK_EQUAL(HR_ERROR_NOT_CONNECTED, hr_error_kind_of(hr_socket_finish_connect(socket)));
    CHECK_EQUAL(0, hr_socket_close(socket));
}
