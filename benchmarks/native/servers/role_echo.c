/* SPDX-License-Identifier: Apache-2.0 */
#include "echo.h"
#include "server.h"

#include "failure.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static ssize_t send_some(int fd, const char *bytes, size_t size)
{
    ssize_t sent;
    do {
        sent = send(fd, bytes, size, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent < 0 && errno == EAGAIN ? 0 : sent;
}

static int keep_rest(server *s, int fd, const char *bytes, size_t size)
{
    connection *c = &s->connections[fd];
    c->rest = malloc(size);
    if (c->rest == NULL) {
        return failed_call("malloc");
    }
    memcpy(c->rest, bytes, size);
    c->rest_size = size;
    c->rest_sent = 0;
    return s->loop_kind->modify(s->loop, fd, WRITABLE);
}

/* A read that is shorter than the buffer has emptied the socket, but for an end that came with it. */
int echo_readable(server *s, int fd, unsigned what)
{
    for (;;) {
        ssize_t received = recv(fd, s->buffer, BUFFER_SIZE, 0);
        if (received <= 0) {
            return received == 0 ? server_close(s, fd) : server_read_failed(s, fd);
        }
        ssize_t sent = send_some(fd, s->buffer, (size_t)received);
        if (sent < 0) {
            return server_close(s, fd);
        }
        if (sent < received) {
            return keep_rest(s, fd, s->buffer + sent, (size_t)(received - sent));
        }
        if ((size_t)received < BUFFER_SIZE && !(what & ENDED)) {
            return 0;
        }
    }
}

int echo_once(server *s, int fd, size_t most)
{
    ssize_t received = recv(fd, s->buffer, most, 0);
    if (received <= 0) {
        return received == 0 ? server_close(s, fd) : server_read_failed(s, fd);
    }
    ssize_t sent = send_some(fd, s->buffer, (size_t)received);
    if (sent < 0) {
        return server_close(s, fd);
    }
    return sent == received ? 0 : keep_rest(s, fd, s->buffer + sent, (size_t)(received - sent));
}

int echo_later(server *s, int fd)
{
    ssize_t received = recv(fd, s->buffer, BUFFER_SIZE, 0);
    if (received <= 0) {
        return received == 0 ? server_close(s, fd) : server_read_failed(s, fd);
    }
    return keep_rest(s, fd, s->buffer, (size_t)received);
}

int echo_writable(server *s, int fd)
{
    connection *c = &s->connections[fd];
    ssize_t sent = send_some(fd, c->rest + c->rest_sent, c->rest_size - c->rest_sent);
    if (sent < 0) {
        return server_close(s, fd);
    }
    c->rest_sent += (size_t)sent;
    if (c->rest_sent < c->rest_size) {
        return 0;
    }
    free(c->rest);
    c->rest = NULL;
    return s->loop_kind->modify(s->loop, fd, READABLE);
}

const role role_echo = {
    .name = "echo",
    .socket_type = SOCK_STREAM,
    .readable = echo_readable,
    .writable = echo_writable,
};
