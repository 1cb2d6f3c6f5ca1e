/* SPDX-License-Identifier: Apache-2.0 */
#include "workload.h"

#include "connect.h"
#include "failure.h"
#include "monotonic.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>

/* Edge-triggered: a level-triggered epoll looks at every socket once more than it reports it. */
#define ALWAYS (EPOLLIN | EPOLLRDHUP | (uint32_t)EPOLLET)

int stream_open(load *l, slot *s)
{
    s->fd = connect_to_server(l->plan, l->opened_idle + l->opened);
    return s->fd < 0 ? -1 : load_watch(l, s, EPOLL_CTL_ADD, ALWAYS);
}

static int await_space(load *l, slot *s, bool await)
{
    if (s->awaits_space == await) {
        return 0;
    }
    s->awaits_space = await;
    return load_watch(l, s, EPOLL_CTL_MOD, await ? ALWAYS | EPOLLOUT : ALWAYS);
}

/* The requests are in one buffer for all slots, so the tokens are written again for each part of a batch. */
static int send_batch(load *l, slot *s)
{
    exchange *x = &l->exchange;
    size_t left = x->request_size * x->depth - s->sent;
    for (unsigned i = 0; i < x->depth; i++) {
        exchange_put_token(x, i, slot_token(l, s, i));
    }
    ssize_t n = send(s->fd, x->requests + s->sent, left, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0 && errno != EAGAIN && errno != EINTR) {
        return failed_call("send on connection %td", s - l->slots);
    }
    s->sent += n < 0 ? 0 : (size_t)n;
    return await_space(l, s, n != (ssize_t)left);
}

int stream_start(load *l, slot *s)
{
    s->sequence += l->exchange.depth;
    s->answered = 0;
    s->sent = 0;
    return send_batch(l, s);
}

static int take(load *l, slot *s, const char *bytes, size_t size, int64_t now_ns)
{
    const exchange *x = &l->exchange;
    const size_t answer_size = exchange_answer_size(x);
    unsigned before = s->answered;
    while (size > 0) {
        if (s->answered == x->depth) {
            return failed("wrong answer: %zu bytes more than a response of %zu", size, answer_size);
        }
        size_t part = answer_size - s->received < size ? answer_size - s->received : size;
        if (exchange_check(x, slot_token(l, s, s->answered), s->received, bytes, part) != 0) {
            return -1;
        }
        bytes += part;
        size -= part;
        s->received += part;
        if (s->received == answer_size) {
            s->received = 0;
            s->answered++;
        }
    }
    if (s->answered > before) {
        load_answered(l, s, s->answered - before, now_ns);
    }
    return before < x->depth && s->answered == x->depth ? load_next(l, s, now_ns) : 0;
}

int stream_ready(load *l, slot *s, uint32_t events)
{
    if (s->awaits_space && (events & EPOLLOUT) && send_batch(l, s) != 0) {
        return -1;
    }
    for (;;) {
        ssize_t n = recv(s->fd, l->buffer, RECEIVE_SIZE, MSG_DONTWAIT);
        if (n < 0) {
            return errno == EAGAIN ? 0 : failed_call("recv on connection %td", s - l->slots);
        }
        if (n == 0) {
            return failed("the server closed connection %td after %zu bytes of a response", s - l->slots, s->received);
        }
        if (take(l, s, l->buffer, (size_t)n, monotonic_ns()) != 0) {
            return -1;
        }
        if ((size_t)n < RECEIVE_SIZE && !(events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))) {
            return 0;
        }
    }
}
