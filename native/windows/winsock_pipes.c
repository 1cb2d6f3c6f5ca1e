/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <string.h>

#include "hr_socket.h"
#include "windows/winsock_result.h"

/* A pipe is a connection of TCP over the loopback interface: select and \Device\Afd know nothing of Windows' pipes. */

static hr_result listen_on(hr_socket listener, hr_address *at_out)
{
    const hr_address loopback = {.family = HR_INET4, .length = 4, .bytes = {127, 0, 0, 1}};
    hr_result result = hr_socket_bind(listener, &loopback);
    result = result < 0 ? result : hr_socket_listen(listener, 1);
    return result < 0 ? result : hr_socket_local_address(listener, at_out);
}

static bool same(const hr_address *one, const hr_address *other)
{
    return one->port == other->port && one->length == other->length &&
           memcmp(one->bytes, other->bytes, one->length) == 0;
}

/* Anyone may connect to the port: whoever does not come from `from` is turned away. */
static hr_result accept_from(hr_socket listener, const hr_address *from)
{
    hr_address peer;
    hr_result accepted;
    bool strange;
    do {
        hr_result ready = hr_socket_await(listener, HR_READ, NULL, -1);
        accepted = ready < 0 ? ready : hr_socket_accept(listener, &peer);
        strange = accepted >= 0 && !same(&peer, from);
        if (strange) {
            (void)hr_socket_close(accepted); /* of somebody else */
        }
    } while (strange || (accepted < 0 && hr_error_kind_of(accepted) == HR_ERROR_WOULD_BLOCK));
    return accepted;
}

static hr_result finish_connect(hr_socket socket)
{
    hr_result ready = hr_socket_await(socket, HR_WRITE, NULL, -1);
    return ready < 0 ? ready : hr_socket_finish_connect(socket);
}

/* Result: the accepted socket. */
static hr_result connect_by(hr_socket listener, hr_socket socket)
{
    hr_address at;
    hr_address from;
    hr_result result = listen_on(listener, &at);
    result = result < 0 ? result : hr_socket_connect(socket, &at);
    if (result < 0 && hr_error_kind_of(result) != HR_ERROR_IN_PROGRESS) {
        return result;
    }
    result = hr_socket_local_address(socket, &from);
    hr_result accepted = result < 0 ? result : accept_from(listener, &from);
    result = accepted < 0 ? accepted : finish_connect(socket);
    if (result < 0 && accepted >= 0) {
        (void)hr_socket_close(accepted); /* the first error is the one to tell */
    }
    return result < 0 ? result : accepted;
}

/* A byte that is written is there to be read, as in a pipe. */
static hr_result send_at_once(hr_socket socket)
{
    BOOL on = TRUE;
    return hr_winsock_result(setsockopt((SOCKET)socket, IPPROTO_TCP, TCP_NODELAY, (const char *)&on, (int)sizeof on));
}

static hr_result connect_pair(hr_socket sink, hr_socket *source_out)
{
    hr_result listener = hr_socket_open(HR_INET4, HR_STREAM);
    if (listener < 0) {
        return listener;
    }
    hr_result accepted = connect_by(listener, sink);
    (void)hr_socket_close(listener); /* of no use to anybody any more */
    hr_result result = accepted < 0 ? accepted : send_at_once(sink);
    if (result < 0 && accepted >= 0) {
        (void)hr_socket_close(accepted); /* the first error is the one to tell */
    }
    *source_out = accepted;
    return result < 0 ? result : 0;
}

hr_result hr_pipe_open(hr_socket *source_out, hr_socket *sink_out)
{
    hr_result sink = hr_socket_open(HR_INET4, HR_STREAM);
    hr_result result = sink < 0 ? sink : connect_pair(sink, source_out);
    if (result < 0 && sink >= 0) {
        (void)hr_socket_close(sink); /* the first error is the one to tell */
    }
    *sink_out = sink;
    return result;
}

hr_result hr_pipe_read(hr_socket source, void *memory, uint64_t length)
{
    return hr_socket_receive(source, memory, length);
}

hr_result hr_pipe_write(hr_socket sink, const void *memory, uint64_t length)
{
    return hr_socket_send(sink, memory, length);
}

hr_result hr_pipe_read_vector(hr_socket source, const hr_buffer *buffers, int count)
{
    return hr_socket_receive_vector(source, buffers, count);
}

hr_result hr_pipe_write_vector(hr_socket sink, const hr_buffer *buffers, int count)
{
    return hr_socket_send_vector(sink, buffers, count);
}
