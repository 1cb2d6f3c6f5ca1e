/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "stub/stub_result.h"

hr_result hr_user_name(uint32_t user, char *text, size_t capacity)
{
    (void)user, (void)text, (void)capacity;
    return hr_stub_unsupported();
}

hr_result hr_group_name(uint32_t group, char *text, size_t capacity)
{
    (void)group, (void)text, (void)capacity;
    return hr_stub_unsupported();
}

hr_result hr_socket_inherit(hr_socket number)
{
    (void)number;
    return hr_stub_unsupported();
}

hr_result hr_socket_adopt(hr_socket number)
{
    (void)number;
    return hr_stub_unsupported();
}

hr_result hr_socket_type(hr_socket socket)
{
    (void)socket;
    return hr_stub_unsupported();
}

hr_result hr_standard_streams_to_null(void)
{
    return hr_stub_unsupported();
}
