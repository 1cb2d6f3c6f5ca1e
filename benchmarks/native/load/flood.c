/* SPDX-License-Identifier: Apache-2.0 */
#include "workload.h"

#include "failure.h"
#include "monotonic.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

/* Datagrams of one sendmmsg(2). */
#define BURST 32
/* The server answers one in so many, with its total. */
#define ANSWERED 64

struct flood {
    struct mmsghdr burst[BURST];
    struct iovec datagram;
    int turn; /* the slot that sends next */
    uint64_t sent;
    uint64_t sent_measured;
    uint64_t first_total;
    uint64_t total;
};

int flood_prepare(load *l)
{
    flood *f = calloc(1, sizeof *f);
    if (f == NULL) {
        return failed_call("calloc");
    }
    l->flood = f;
    l->exchange.returns_token = true;
    l->exchange.body_size = l->plan->size;
    if (exchange_open_letters(&l->exchange, l->plan->size, 1) != 0) {
        return -1;
    }
    f->datagram = (struct iovec){l->exchange.requests, l->plan->size};
    for (int i = 0; i < BURST; i++) {
        f->burst[i].msg_hdr = (struct msghdr){.msg_iov = &f->datagram, .msg_iovlen = 1};
    }
    return 0;
}

int flood_open(load *l, slot *s)
{
    s->fd = datagram_open_socket(l->plan);
    return s->fd < 0 ? -1 : 0;
}

int flood_start(load *l, slot *s)
{
    (void)l;
    (void)s;
    return 0;
}

static int check_answer(const load *l, const char *bytes, size_t size, uint64_t *out_total)
{
    const flood *f = l->flood;
    if (size != l->plan->size) {
        return failed("wrong answer: a datagram of %zu bytes, not %zu", size, l->plan->size);
    }
    if (token_read(bytes, out_total) != 0) {
        return failed("wrong answer: \"%.*s\" is not a total of %d hexadecimal digits", TOKEN_SIZE, bytes, TOKEN_SIZE);
    }
    if (*out_total % ANSWERED != 0 || (f->first_total != 0 && *out_total > f->first_total + f->sent)) {
        return failed("wrong answer: a total of %llu, after %llu and %llu datagrams that were sent",
                      (unsigned long long)*out_total, (unsigned long long)f->first_total, (unsigned long long)f->sent);
    }
    return exchange_check(&l->exchange, *out_total, 0, bytes, size);
}

/* Answers to different sockets may come in another order than they were sent. */
static void take_total(load *l, uint64_t total)
{
    flood *f = l->flood;
    if (f->first_total == 0) {
        f->first_total = f->total = total;
    }
    if (total > f->total) {
        l->waiting_since_ns = monotonic_ns();
        l->result->requests += l->measuring ? total - f->total : 0;
        f->total = total;
    }
}

static int receive_answers(load *l, const slot *s)
{
    for (;;) {
        uint64_t total;
        ssize_t n = recv(s->fd, l->buffer, RECEIVE_SIZE, 0);
        if (n < 0) {
            return errno == EAGAIN || errno == EINTR ? 0 : failed_call("recv on socket %td", s - l->slots);
        }
        if (check_answer(l, l->buffer, (size_t)n, &total) != 0) {
            return -1;
        }
        take_total(l, total);
    }
}

int flood_turn(load *l)
{
    flood *f = l->flood;
    slot *s = &l->slots[f->turn];
    if (l->ending) {
        l->under_way = 0;
        return 0;
    }
    f->turn = (f->turn + 1) % l->opened;
    int n = sendmmsg(s->fd, f->burst, BURST, 0);
    if (n < 0 && errno != EAGAIN && errno != ENOBUFS && errno != EINTR) {
        return failed_call("sendmmsg on socket %td", s - l->slots);
    }
    f->sent += n < 0 ? 0 : (uint64_t)n;
    f->sent_measured += l->measuring && n > 0 ? (uint64_t)n : 0;
    if (receive_answers(l, s) != 0) {
        return -1;
    }
    l->result->lost = f->sent_measured > l->result->requests ? f->sent_measured - l->result->requests : 0;
    return load_check_patience(l, monotonic_ns());
}
