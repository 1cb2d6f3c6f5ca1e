/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "stub/stub_result.h"

hr_result hr_socket_disconnect(hr_socket socket)
{
    (void)socket;
    return hr_stub_unsupported();
}

hr_result hr_socket_receive_from(hr_socket socket, void *memory, uint64_t length, hr_address *peer_out)
{
    (void)socket, (void)memory, (void)length, (void)peer_out;
    return hr_stub_unsupported();
}

hr_result hr_socket_send_to(hr_socket socket, const void *memory, uint64_t length, const hr_address *peer)
{
    (void)socket, (void)memory, (void)length, (void)peer;
    return hr_stub_unsupported();
}

hr_result hr_socket_membership(hr_socket socket, hr_membership change, uint32_t interface, const hr_address *group,
                               const hr_address *source)
{
    (void)socket, (void)change, (void)interface, (void)group, (void)source;
    return hr_stub_unsupported();
}
