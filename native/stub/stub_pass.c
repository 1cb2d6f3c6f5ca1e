/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_pass.h"
#include "stub/stub_result.h"

hr_result hr_socket_send_descriptors(hr_socket socket, const void *memory, uint64_t length,
                                     const hr_descriptors *descriptors)
{
    (void)socket, (void)memory, (void)length, (void)descriptors;
    return hr_stub_unsupported();
}

hr_result hr_socket_receive_descriptors(hr_socket socket, void *memory, uint64_t length, hr_descriptors *out)
{
    (void)socket, (void)memory, (void)length, (void)out;
    return hr_stub_unsupported();
}

hr_result hr_descriptor_kind_of(hr_socket number)
{
    (void)number;
    return hr_stub_unsupported();
}

hr_result hr_descriptor_duplicate(hr_socket number)
{
    (void)number;
    return hr_stub_unsupported();
}

hr_result hr_descriptor_replace(hr_socket number, hr_socket with)
{
    (void)number, (void)with;
    return hr_stub_unsupported();
}

hr_result hr_socket_listens(hr_socket socket)
{
    (void)socket;
    return hr_stub_unsupported();
}

hr_result hr_socket_peer(hr_socket socket, hr_peer *out)
{
    (void)socket, (void)out;
    return hr_stub_unsupported();
}
