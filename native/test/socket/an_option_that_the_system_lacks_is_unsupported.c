/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/system.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    hr_socket socket = tcp_open(HR_INET4);
    for (const hr_option *option = system_has.lacks; *option != HR_OPTION_COUNT; option++) {
        int32_t value;
        CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_socket_get_option(socket, HR_INET4, *option, &value)));
        CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_socket_set_option(socket, HR_INET4, *option, 0)));
    }
    CHECK_EQUAL(0, hr_socket_close(socket));
}
