/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/check.h"

void behaviour(void)
{
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(hr_socket_open(0, HR_STREAM)));
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(hr_socket_open(99, HR_STREAM)));
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(hr_socket_open(HR_INET4, 99)));
    hr_address none = {0};
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(hr_socket_bind(0, &none)));
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(hr_socket_shutdown(0, 0)));
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(hr_socket_shutdown(0, 4)));
}
