/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>
#include <unistd.h>

#include "hr_socket.h"
#include "posix/result.h"
#include "posix/vectors.h"

/* MSG_DONTWAIT costs nothing and holds also for a descriptor whose O_NONBLOCK somebody else took away. */
enum { RECEIVE_FLAGS = MSG_DONTWAIT, SEND_FLAGS = MSG_DONTWAIT | MSG_NOSIGNAL };

hr_result hr_socket_receive(hr_socket socket, void *memory, uint64_t length)
{
    ssize_t received;
    do {
        received = recv((int)socket, memory, length, RECEIVE_FLAGS);
    } while (hr_posix_interrupted(received));
    return hr_posix_result(received);
}

static hr_result send_flagged(hr_socket socket, const void *memory, uint64_t length, int flags)
{
    ssize_t sent;
    do {
        sent = send((int)socket, memory, length, flags);
    } while (hr_posix_interrupted(sent));
    return hr_posix_result(sent);
}

hr_result hr_socket_send(hr_socket socket, const void *memory, uint64_t length)
{
    return send_flagged(socket, memory, length, SEND_FLAGS);
}

hr_result hr_socket_send_urgent(hr_socket socket, uint8_t byte)
{
    return send_flagged(socket, &byte, sizeof byte, SEND_FLAGS | MSG_OOB);
}

hr_result hr_socket_receive_vector(hr_socket socket, const hr_buffer *buffers, int count)
{
    ssize_t received;
    do {
        struct msghdr message = {.msg_iov = hr_posix_iovec(buffers), .msg_iovlen = count};
        received = recvmsg((int)socket, &message, RECEIVE_FLAGS);
    } while (hr_posix_interrupted(received));
    return hr_posix_result(received);
}

hr_result hr_socket_send_vector(hr_socket socket, const hr_buffer *buffers, int count)
{
    const struct msghdr message = {.msg_iov = hr_posix_iovec(buffers), .msg_iovlen = count};
    ssize_t sent;
    do {
        sent = sendmsg((int)socket, &message, SEND_FLAGS);
    } while (hr_posix_interrupted(sent));
    return hr_posix_result(sent);
}

hr_result hr_socket_vector_limit(void)
{
    return hr_posix_result(sysconf(_SC_IOV_MAX));
}
