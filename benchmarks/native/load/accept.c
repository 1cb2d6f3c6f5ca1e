/* SPDX-License-Identifier: Apache-2.0 */
#include "workload.h"

#include "failure.h"
#include "monotonic.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

/*
 * A slot keeps one socket, and one registration, for all its connections: connect(2) to AF_UNSPEC ends a connection by
 * a reset, as SO_LINGER 0 and close(2) do, and makes the socket good for the next. Edge-triggered, because an
 * unconnected socket hangs up for ever.
 */
int accept_open(load *l, slot *s)
{
    const int on = 1;
    s->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (s->fd < 0) {
        return failed_call("socket");
    }
    if (setsockopt(s->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) {
        return failed_call("setsockopt");
    }
    return load_watch(l, s, EPOLL_CTL_ADD, EPOLLIN | EPOLLOUT | (uint32_t)EPOLLET);
}

static int send_message(load *l, slot *s)
{
    exchange *x = &l->exchange;
    exchange_put_token(x, 0, slot_token(l, s, 0));
    ssize_t n = send(s->fd, x->requests + s->sent, x->request_size - s->sent, MSG_NOSIGNAL);
    if (n < 0) {
        return errno == EAGAIN || errno == EINTR ? 0 : failed_call("connection of slot %td", s - l->slots);
    }
    s->sent += (size_t)n;
    return 0;
}

int accept_start(load *l, slot *s)
{
    s->sequence++;
    s->answered = 0;
    s->sent = 0;
    s->received = 0;
    if (connect(s->fd, (const struct sockaddr *)&l->plan->server, sizeof l->plan->server) != 0 &&
        errno != EINPROGRESS) {
        return failed_call("connect");
    }
    return send_message(l, s);
}

static int reset(const slot *s)
{
    const struct sockaddr nowhere = {.sa_family = AF_UNSPEC};
    return connect(s->fd, &nowhere, sizeof nowhere) == 0 ? 0 : failed_call("connect to AF_UNSPEC");
}

static int receive(load *l, slot *s)
{
    const size_t size = l->exchange.body_size;
    ssize_t n = recv(s->fd, l->buffer, RECEIVE_SIZE, 0);
    if (n < 0) {
        return errno == EAGAIN || errno == EINTR ? 0 : failed_call("recv on the connection of slot %td", s - l->slots);
    }
    if (n == 0) {
        return failed("the server closed the connection of slot %td after %zu bytes of a response", s - l->slots,
                      s->received);
    }
    if ((size_t)n > size - s->received) {
        return failed("wrong answer: %zu bytes more than a response of %zu", (size_t)n - (size - s->received), size);
    }
    if (exchange_check(&l->exchange, slot_token(l, s, 0), s->received, l->buffer, (size_t)n) != 0) {
        return -1;
    }
    s->received += (size_t)n;
    if (s->received < size) {
        return 0;
    }
    int64_t now_ns = monotonic_ns();
    s->answered = 1;
    load_answered(l, s, 1, now_ns);
    return reset(s) != 0 ? -1 : load_next(l, s, now_ns);
}

int accept_ready(load *l, slot *s, uint32_t events)
{
    if (s->answered == 1) {
        return 0;
    }
    if (s->sent < l->exchange.request_size && send_message(l, s) != 0) {
        return -1;
    }
    return events & (EPOLLIN | EPOLLERR | EPOLLHUP) ? receive(l, s) : 0;
}
