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

hr_result hr_socket_get_option_bytes(hr_socket socket, uint32_t family, hr_option option, void *value,
                                     uint32_t capacity)
{
    (void)socket, (void)family, (void)option, (void)value, (void)capacity;
    return hr_stub_unsupported();
}

hr_result hr_socket_set_option_bytes(hr_socket socket, uint32_t family, hr_option option, const void *value,
                                     uint32_t length)
{
    (void)socket, (void)family, (void)option, (void)value, (void)length;
    return hr_stub_unsupported();
}

hr_result hr_socket_get_raw_option(hr_socket socket, int32_t level, int32_t name, void *value, uint32_t capacity)
{
    (void)socket, (void)level, (void)name, (void)value, (void)capacity;
    return hr_stub_unsupported();
}

hr_result hr_socket_set_raw_option(hr_socket socket, int32_t level, int32_t name, const void *value, uint32_t length)
{
    (void)socket, (void)level, (void)name, (void)value, (void)length;
    return hr_stub_unsupported();
}

hr_result hr_raw_option_refusal(int32_t level, int32_t name, char *text, size_t capacity)
{
    (void)level, (void)name, (void)text, (void)capacity;
    return 0;
}
