/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "stub/stub_result.h"

hr_result hr_socket_get_option(hr_socket socket, uint32_t family, hr_option option, int32_t *value_out)
{
    (void)socket, (void)family, (void)option, (void)value_out;
    return hr_stub_unsupported();
}

hr_result hr_socket_set_option(hr_socket socket, uint32_t family, hr_option option, int32_t value)
{
    (void)socket, (void)family, (void)option, (void)value;
    return hr_stub_unsupported();
}
