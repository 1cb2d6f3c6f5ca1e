/* SPDX-License-Identifier: Apache-2.0 */
/* This file's system calls are interrupted every other time. */
#include <errno.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "test/support/check.h"
#include "test/support/tcp.h"
#include "test/support/udp.h"

static int calls;

static bool interrupts(void)
{
    errno = EINTR;
    return calls++ % 2 == 0;
}

ssize_t recv(int socket, void *memory, size_t length, int flags)
{
    return interrupts() ? -1 : syscall(SYS_recvfrom, socket, memory, length, flags, NULL, NULL);
}

ssize_t send(int socket, const void *memory, size_t length, int flags)
{
    return interrupts() ? -1 : syscall(SYS_sendto, socket, memory, length, flags, NULL, 0);
}

ssize_t recvfrom(int socket, void *memory, size_t length, int flags, struct sockaddr *peer, socklen_t *peer_length)
{
    return interrupts() ? -1 : syscall(SYS_recvfrom, socket, memory, length, flags, peer, peer_length);
}

ssize_t sendto(int socket, const void *memory, size_t length, int flags, const struct sockaddr *peer,
               socklen_t peer_length)
{
    return interrupts() ? -1 : syscall(SYS_sendto, socket, memory, length, flags, peer, peer_length);
}

ssize_t recvmsg(int socket, struct msghdr *message, int flags)
{
    return interrupts() ? -1 : syscall(SYS_recvmsg, socket, message, flags);
}

int recvmmsg(int socket, struct mmsghdr *messages, unsigned count, int flags, struct timespec *timeout)
{
    return interrupts() ? -1 : (int)syscall(SYS_recvmmsg, socket, messages, count, flags, timeout);
}

ssize_t sendmsg(int socket, const struct msghdr *message, int flags)
{
    return interrupts() ? -1 : syscall(SYS_sendmsg, socket, message, flags);
}

ssize_t read(int descriptor, void *memory, size_t length)
{
    return interrupts() ? -1 : syscall(SYS_read, descriptor, memory, length);
}

ssize_t write(int descriptor, const void *memory, size_t length)
{
    return interrupts() ? -1 : syscall(SYS_write, descriptor, memory, length);
}

ssize_t readv(int descriptor, const struct iovec *vector, int count)
{
    return interrupts() ? -1 : syscall(SYS_readv, descriptor, vector, count);
}

ssize_t writev(int descriptor, const struct iovec *vector, int count)
{
    return interrupts() ? -1 : syscall(SYS_writev, descriptor, vector, count);
}

void behaviour(void)
{
    char byte = 'x';
    const hr_buffer buffer = {.address = (uintptr_t)&byte, .length = 1};
    tcp_pair pair = tcp_connected(HR_INET4);
    hr_store *store;
    calls = 1;
    CHECK_EQUAL(0, hr_store_open(&store));
    calls = 0;
    CHECK_EQUAL(1, hr_socket_send(pair.client, &byte, 1));
    CHECK_EQUAL(1, hr_socket_receive(pair.server, &byte, 1));
    CHECK_EQUAL(1, hr_socket_send_vector(pair.client, &buffer, 1));
    CHECK_EQUAL(1, hr_socket_receive_vector(pair.server, &buffer, 1));
    CHECK_EQUAL(1, hr_socket_send(pair.client, &byte, 1));
    CHECK_EQUAL(1, hr_socket_receive_blocking(pair.server, &byte, 1));
    CHECK_EQUAL(12, calls);
    tcp_close(pair);

    hr_address at;
    hr_socket socket = udp_bind(HR_INET4, &at);
    udp_send(socket, 'd', &at);
    CHECK_EQUAL('d', udp_receive(socket, &at));
    CHECK_EQUAL(16, calls);
    udp_send(socket, 'e', &at);
    CHECK_EQUAL(1, hr_socket_receive_ahead(socket, &byte, 1, &at, store));
    CHECK_EQUAL(20, calls);
    hr_store_close(store);
    CHECK_EQUAL(0, hr_socket_close(socket));

    hr_socket source;
    hr_socket sink;
    CHECK_EQUAL(0, hr_pipe_open(&source, &sink));
    CHECK_EQUAL(1, hr_pipe_write(sink, &byte, 1));
    CHECK_EQUAL(1, hr_pipe_read(source, &byte, 1));
    CHECK_EQUAL(1, hr_pipe_write_vector(sink, &buffer, 1));
    CHECK_EQUAL(1, hr_pipe_read_vector(source, &buffer, 1));
    CHECK_EQUAL(28, calls);
    CHECK_EQUAL(0, hr_socket_close(source));
    CHECK_EQUAL(0, hr_socket_close(sink));
}
