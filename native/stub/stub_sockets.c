/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"

static hr_result unsupported(void)
{
    return hr_error(HR_ERROR_UNSUPPORTED, 0);
}

hr_result hr_socket_open(uint32_t family, uint32_t type)
{
    (void)family, (void)type;
    return unsupported();
}

hr_result hr_socket_close(hr_socket socket)
{
    (void)socket;
    return unsupported();
}

hr_result hr_socket_has_ipv6(void)
{
    return unsupported();
}

hr_result hr_socket_bind(hr_socket socket, const hr_address *local)
{
    (void)socket, (void)local;
    return unsupported();
}

hr_result hr_socket_listen(hr_socket socket, int backlog)
{
    (void)socket, (void)backlog;
    return unsupported();
}

hr_result hr_socket_connect(hr_socket socket, const hr_address *peer)
{
    (void)socket, (void)peer;
    return unsupported();
}

hr_result hr_socket_finish_connect(hr_socket socket)
{
    (void)socket;
    return unsupported();
}

hr_result hr_socket_accept(hr_socket socket, hr_address *peer_out)
{
    (void)socket, (void)peer_out;
    return unsupported();
}

hr_result hr_socket_local_address(hr_socket socket, hr_address *out)
{
    (void)socket, (void)out;
    return unsupported();
}

hr_result hr_socket_remote_address(hr_socket socket, hr_address *out)
{
    (void)socket, (void)out;
    return unsupported();
}

hr_result hr_socket_shutdown(hr_socket socket, uint32_t directions)
{
    (void)socket, (void)directions;
    return unsupported();
}

hr_result hr_socket_receive(hr_socket socket, void *memory, uint64_t length)
{
    (void)socket, (void)memory, (void)length;
    return unsupported();
}

hr_result hr_socket_send(hr_socket socket, const void *memory, uint64_t length)
{
    (void)socket, (void)memory, (void)length;
    return unsupported();
}

hr_result hr_socket_receive_vector(hr_socket socket, const hr_buffer *buffers, int count)
{
    (void)socket, (void)buffers, (void)count;
    return unsupported();
}

hr_result hr_socket_send_vector(hr_socket socket, const hr_buffer *buffers, int count)
{
    (void)socket, (void)buffers, (void)count;
    return unsupported();
}

hr_result hr_socket_send_urgent(hr_socket socket, uint8_t byte)
{
    (void)socket, (void)byte;
    return unsupported();
}

hr_result hr_socket_available(hr_socket socket)
{
    (void)socket;
    return unsupported();
}

hr_result hr_socket_vector_limit(void)
{
    return unsupported();
}

hr_result hr_pipe_open(hr_socket *source_out, hr_socket *sink_out)
{
    (void)source_out, (void)sink_out;
    return unsupported();
}

hr_result hr_pipe_read(hr_socket source, void *memory, uint64_t length)
{
    (void)source, (void)memory, (void)length;
    return unsupported();
}

hr_result hr_pipe_write(hr_socket sink, const void *memory, uint64_t length)
{
    (void)sink, (void)memory, (void)length;
    return unsupported();
}

hr_result hr_pipe_read_vector(hr_socket source, const hr_buffer *buffers, int count)
{
    (void)source, (void)buffers, (void)count;
    return unsupported();
}

hr_result hr_pipe_write_vector(hr_socket sink, const hr_buffer *buffers, int count)
{
    (void)sink, (void)buffers, (void)count;
    return unsupported();
}

hr_result hr_socket_get_option(hr_socket socket, uint32_t family, hr_option option, int32_t *value_out)
{
    (void)socket, (void)family, (void)option, (void)value_out;
    return unsupported();
}

hr_result hr_socket_set_option(hr_socket socket, uint32_t family, hr_option option, int32_t value)
{
    (void)socket, (void)family, (void)option, (void)value;
    return unsupported();
}

hr_result hr_socket_await(hr_socket socket, uint32_t directions, hr_socket wake, int64_t timeout_ns)
{
    (void)socket, (void)directions, (void)wake, (void)timeout_ns;
    return unsupported();
}

hr_result hr_wake_open(void)
{
    return unsupported();
}

hr_result hr_wake_signal(hr_socket wake)
{
    (void)wake;
    return unsupported();
}

hr_result hr_wake_drain(hr_socket wake)
{
    (void)wake;
    return unsupported();
}
