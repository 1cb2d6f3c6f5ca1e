/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "stub/stub_result.h"

hr_result hr_socket_open(uint32_t family, uint32_t type)
{
    (void)family, (void)type;
    return hr_stub_unsupported();
}

hr_result hr_socket_close(hr_socket socket)
{
    (void)socket;
    return hr_stub_unsupported();
}

hr_result hr_socket_has_ipv6(void)
{
    return hr_stub_unsupported();
}

hr_result hr_socket_bind(hr_socket socket, const hr_address *local)
{
    (void)socket, (void)local;
    return hr_stub_unsupported();
}

hr_result hr_socket_prepare_listener(hr_socket socket)
{
    (void)socket;
    return hr_stub_unsupported();
}

hr_result hr_socket_listen(hr_socket socket, int backlog)
{
    (void)socket, (void)backlog;
    return hr_stub_unsupported();
}

hr_result hr_socket_connect(hr_socket socket, const hr_address *peer)
{
    (void)socket, (void)peer;
    return hr_stub_unsupported();
}

hr_result hr_socket_finish_connect(hr_socket socket)
{
    (void)socket;
    return hr_stub_unsupported();
}

hr_result hr_socket_accept(hr_socket socket, hr_address *peer_out)
{
    (void)socket, (void)peer_out;
    return hr_stub_unsupported();
}

hr_result hr_socket_local_address(hr_socket socket, hr_address *out)
{
    (void)socket, (void)out;
    return hr_stub_unsupported();
}

hr_result hr_socket_remote_address(hr_socket socket, hr_address *out)
{
    (void)socket, (void)out;
    return hr_stub_unsupported();
}

hr_result hr_socket_shutdown(hr_socket socket, uint32_t directions)
{
    (void)socket, (void)directions;
    return hr_stub_unsupported();
}

hr_result hr_socket_receive(hr_socket socket, void *memory, uint64_t length)
{
    (void)socket, (void)memory, (void)length;
    return hr_stub_unsupported();
}

hr_result hr_socket_send(hr_socket socket, const void *memory, uint64_t length)
{
    (void)socket, (void)memory, (void)length;
    return hr_stub_unsupported();
}

hr_result hr_socket_receive_vector(hr_socket socket, const hr_buffer *buffers, int count)
{
    (void)socket, (void)buffers, (void)count;
    return hr_stub_unsupported();
}

hr_result hr_socket_send_vector(hr_socket socket, const hr_buffer *buffers, int count)
{
    (void)socket, (void)buffers, (void)count;
    return hr_stub_unsupported();
}

hr_result hr_socket_send_urgent(hr_socket socket, uint8_t byte)
{
    (void)socket, (void)byte;
    return hr_stub_unsupported();
}

hr_result hr_socket_available(hr_socket socket)
{
    (void)socket;
    return hr_stub_unsupported();
}

hr_result hr_socket_vector_limit(void)
{
    return hr_stub_unsupported();
}
