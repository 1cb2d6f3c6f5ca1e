/* SPDX-License-Identifier: Apache-2.0 */
#include "workload.h"

#include "failure.h"
#include "monotonic.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define LOST_AFTER_NS INT64_C(200000000)

int datagram_open_socket(const load_plan *plan)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        return failed_call("socket");
    }
    if (connect(fd, (const struct sockaddr *)&plan->server, sizeof plan->server) != 0) {
        warn("connect");
        close(fd);
        return -1;
    }
    return fd;
}

int datagram_open(load *l, slot *s)
{
    s->fd = datagram_open_socket(l->plan);
    return s->fd < 0 ? -1 : load_watch(l, s, EPOLL_CTL_ADD, EPOLLIN | (uint32_t)EPOLLET);
}

/* One that the kernel has no room for is as good as lost. */
static int send_next(load *l, slot *s, int64_t now_ns)
{
    exchange *x = &l->exchange;
    s->sequence++;
    s->sent_ns = now_ns;
    exchange_put_token(x, 0, slot_token(l, s, 0));
    if (send(s->fd, x->requests, x->request_size, 0) < 0 && errno != EAGAIN && errno != ENOBUFS) {
        return failed_call("send on socket %td", s - l->slots);
    }
    return 0;
}

int datagram_start(load *l, slot *s)
{
    s->answered = 0;
    return send_next(l, s, monotonic_ns());
}

int datagram_overdue(load *l, int64_t now_ns)
{
    for (int i = 0; i < l->opened; i++) {
        slot *s = &l->slots[i];
        if (s->answered == 0 && now_ns - s->sent_ns >= LOST_AFTER_NS) {
            s->lost++;
            l->result->lost += l->measuring;
            if (send_next(l, s, now_ns) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* The token of what was received: the one under way, or an earlier one of a slot that took a late answer for lost. */
static uint64_t token_of(const load *l, const slot *s, const char *bytes)
{
    uint64_t expected = slot_token(l, s, 0);
    uint64_t token;
    if (s->lost == 0 || token_read(bytes, &token) != 0) {
        return expected;
    }
    bool earlier = token >> 32 == expected >> 32 && (uint32_t)token < s->sequence;
    return earlier ? token : expected;
}

static int take(load *l, slot *s, size_t received)
{
    if (received != l->exchange.body_size) {
        return failed("wrong answer: a datagram of %zu bytes, not %zu", received, l->exchange.body_size);
    }
    uint64_t token = token_of(l, s, l->buffer);
    if (exchange_check(&l->exchange, token, 0, l->buffer, received) != 0) {
        return -1;
    }
    if (token != slot_token(l, s, 0)) {
        return 0;
    }
    if (s->answered == 1) {
        return failed("wrong answer: message %016llx was answered twice", (unsigned long long)token);
    }
    int64_t now_ns = monotonic_ns();
    s->answered = 1;
    load_answered(l, s, 1, now_ns);
    return load_next(l, s, now_ns);
}

/* An edge may stand for two datagrams only where one was taken for lost. */
int datagram_ready(load *l, slot *s, uint32_t events)
{
    (void)events;
    do {
        ssize_t n = recv(s->fd, l->buffer, RECEIVE_SIZE, 0);
        if (n < 0) {
            return errno == EAGAIN ? 0 : failed_call("recv on socket %td", s - l->slots);
        }
        if (take(l, s, (size_t)n) != 0) {
            return -1;
        }
    } while (s->lost > 0);
    return 0;
}
