/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    int32_t value;
    hr_socket socket = tcp_open(HR_INET4);
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_socket_get_option(socket, HR_INET4, (hr_option)0, &value)));
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_socket_get_option(socket, HR_INET4, (hr_option)99, &value)));
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_socket_set_option(socket, HR_INET4, (hr_option)99, 1)));
    CHECK_EQUAL(0, hr_socket_close(socket));
}
