/* SPDX-License-Identifier: Apache-2.0 */
#include "first.h"

#include "connect.h"
#include "failure.h"
#include "http.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The token of a connection that no slot has. */
#define FIRST_TOKEN UINT64_C(0xffffffff00000000)

typedef struct first {
    exchange *exchange;
    int fd;
    int patience_ms;
    size_t sent;
    size_t checked; /* bytes of the answer */
    char head[HEAD_LIMIT];
    size_t head_size;
} first;

static int check(first *f, const char *bytes, size_t size)
{
    size_t left = exchange_answer_size(f->exchange) - f->checked;
    if (size > left) {
        return failed("wrong answer: %zu bytes more than a response of %zu", size - left,
                      exchange_answer_size(f->exchange));
    }
    size_t offset = f->checked;
    f->checked += size;
    return exchange_check(f->exchange, FIRST_TOKEN, offset, bytes, size);
}

static int learn(first *f, const char *bytes, size_t size)
{
    size_t part = size < HEAD_LIMIT - f->head_size ? size : HEAD_LIMIT - f->head_size;
    memcpy(f->head + f->head_size, bytes, part);
    f->head_size += part;
    int learnt = http_learn_head(f->exchange, f->head, f->head_size);
    if (learnt <= 0) {
        return learnt;
    }
    return check(f, f->head, f->head_size) != 0 ? -1 : check(f, bytes + part, size - part);
}

static int receive(first *f)
{
    char bytes[16 * 1024];
    ssize_t n = recv(f->fd, bytes, sizeof bytes, MSG_DONTWAIT);
    if (n < 0) {
        return errno == EAGAIN || errno == EINTR ? 0 : failed_call("first request: recv");
    }
    if (n == 0) {
        return failed("first request: the server closed the connection after %zu bytes of the answer",
                      f->checked + (f->exchange->learns_head ? f->head_size : 0));
    }
    return (f->exchange->learns_head ? learn : check)(f, bytes, (size_t)n);
}

static int send_rest(first *f)
{
    const exchange *x = f->exchange;
    ssize_t n = send(f->fd, x->requests + f->sent, x->request_size - f->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n < 0) {
        return errno == EAGAIN || errno == EINTR ? 0 : failed_call("first request: send");
    }
    f->sent += (size_t)n;
    return 0;
}

static int exchange_once(first *f)
{
    const exchange *x = f->exchange;
    while (x->learns_head || f->checked < exchange_answer_size(x)) {
        bool sending = f->sent < x->request_size;
        struct pollfd p = {.fd = f->fd, .events = (short)(sending ? POLLIN | POLLOUT : POLLIN)};
        int n = poll(&p, 1, f->patience_ms);
        if (n < 0 && errno != EINTR) {
            return failed_call("poll");
        }
        if (n == 0) {
            return failed("first request: no answer for %d ms", f->patience_ms);
        }
        if ((sending && send_rest(f) != 0) || ((p.revents & ~POLLOUT) != 0 && receive(f) != 0)) {
            return -1;
        }
    }
    return 0;
}

int first_ask(exchange *x, const load_plan *plan)
{
    first f = {.exchange = x, .patience_ms = (int)(plan->patience_ns / 1000000)};
    f.fd = connect_to_server(plan, 0);
    if (f.fd < 0) {
        return -1;
    }
    exchange_put_token(x, 0, FIRST_TOKEN);
    int result = exchange_once(&f);
    close(f.fd);
    return result;
}
