/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/unix_domain.h"

void behaviour(void)
{
    hr_address name = unix_address("\0headrace-test", sizeof "\0headrace-test" - 1);
    hr_socket socket = unix_open();
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(hr_socket_bind(socket, &name)));
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(hr_socket_connect(socket, &name)));
    hr_address any = {.family = HR_UNIX};
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_socket_bind(socket, &any)));
    CHECK_EQUAL(0, hr_socket_close(socket));
}
