/* SPDX-License-Identifier: Apache-2.0 */
#include "server.h"

#include "failure.h"
#include "token.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* A sink answers one datagram in so many. */
#define ANSWERED 64

/* 1, 0 where there is none now, or -1 after a message on stderr. */
static int receive(const server *s, struct sockaddr_in *from, size_t *out_size)
{
    socklen_t from_size = sizeof *from;
    ssize_t size =
        recvfrom(s->socket, s->buffer, BUFFER_SIZE, 0, (struct sockaddr *)from, from == NULL ? NULL : &from_size);
    if (size < 0) {
        return errno == EAGAIN || errno == EINTR ? 0 : failed_call("recvfrom");
    }
    *out_size = (size_t)size;
    return 1;
}

/* A datagram that cannot be sent is lost, as datagrams are. */
static void answer(const server *s, size_t size, const struct sockaddr_in *to)
{
    ssize_t sent = sendto(s->socket, s->buffer, size, 0, (const struct sockaddr *)to, sizeof *to);
    (void)sent;
}

static int datagram_readable(server *s, int fd, unsigned what)
{
    struct sockaddr_in from;
    size_t size;
    int received;
    (void)fd;
    (void)what;
    while ((received = receive(s, &from, &size)) > 0) {
        answer(s, size, &from);
    }
    return received;
}

static int sink_readable(server *s, int fd, unsigned what)
{
    struct sockaddr_in from;
    size_t size;
    (void)fd;
    (void)what;
    for (;;) {
        bool answered = (s->datagrams + 1) % ANSWERED == 0;
        int received = receive(s, answered ? &from : NULL, &size);
        if (received <= 0) {
            return received;
        }
        s->datagrams++;
        if (answered && size >= TOKEN_SIZE) {
            token_write(s->buffer, s->datagrams);
            answer(s, size, &from);
        }
    }
}

const role role_datagram = {
    .name = "datagram",
    .socket_type = SOCK_DGRAM,
    .readable = datagram_readable,
};

const role role_sink = {
    .name = "sink",
    .socket_type = SOCK_DGRAM,
    .readable = sink_readable,
};
