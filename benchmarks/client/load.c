/* SPDX-License-Identifier: Apache-2.0 */
#include "load.h"

#include "exchange.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define BATCH 256
#define PATIENCE_MS 10000

typedef struct connection {
    int fd;
    uint32_t requests;
    int64_t sent_ns;
    size_t received;
    char token[TOKEN_SIZE];
} connection;

typedef struct load {
    const load_plan *plan;
    load_result *result;
    connection *connections;
    int opened;
    int epoll;
    bool measuring;
    clocks start;
    exchange exchange;
} load;

static int failed_call(const char *call)
{
    fprintf(stderr, "headrace-load: %s: %s\n", call, strerror(errno));
    return -1;
}

static void next_token(load *l, connection *c)
{
    static const char digits[] = "0123456789abcdef";
    uint64_t value = (uint64_t)(c - l->connections) << 32 | c->requests++;
    for (int i = TOKEN_SIZE - 1; i >= 0; i--, value >>= 4) {
        c->token[i] = digits[value & 15];
    }
}

static int send_request(load *l, connection *c, int64_t now)
{
    next_token(l, c);
    exchange_put_token(&l->exchange, c->token);
    ssize_t n = send(c->fd, l->exchange.request, l->exchange.request_size, MSG_NOSIGNAL);
    if (n < 0) {
        return failed_call("send");
    }
    if ((size_t)n != l->exchange.request_size) {
        fprintf(stderr, "headrace-load: send: took %zd bytes of %zu\n", n, l->exchange.request_size);
        return -1;
    }
    c->sent_ns = now;
    c->received = 0;
    return 0;
}

static int receive_response(load *l, connection *c)
{
    char buffer[RESPONSE_LIMIT];
    ssize_t n = recv(c->fd, buffer, sizeof buffer, MSG_DONTWAIT);
    if (n < 0) {
        return errno == EAGAIN || errno == EINTR ? 0 : failed_call("recv");
    }
    if (n == 0) {
        fprintf(stderr, "headrace-load: the server closed connection %td after %zu bytes of a response\n",
                c - l->connections, c->received);
        return -1;
    }
    exchange_put_token(&l->exchange, c->token);
    if (exchange_check(&l->exchange, c->received, buffer, (size_t)n) != 0) {
        return -1;
    }
    c->received += (size_t)n;
    if (c->received < l->exchange.response_size) {
        return 0;
    }
    int64_t now = monotonic_ns();
    if (l->measuring) {
        l->result->requests++;
        histogram_record(&l->result->latency_ns, (uint64_t)(now - c->sent_ns));
    }
    return send_request(l, c, now);
}

/* Until the time has come and, where that is measured, one answer at least. */
static int drive(load *l, int64_t until_ns)
{
    struct epoll_event events[BATCH];
    while (monotonic_ns() < until_ns || (l->measuring && l->result->requests == 0)) {
        int n = epoll_wait(l->epoll, events, BATCH, PATIENCE_MS);
        if (n < 0 && errno != EINTR) {
            return failed_call("epoll_wait");
        }
        if (n == 0) {
            fprintf(stderr, "headrace-load: no answer on any of %d connections for %d s\n", l->opened,
                    PATIENCE_MS / 1000);
            return -1;
        }
        for (int i = 0; i < n; i++) {
            if (receive_response(l, events[i].data.ptr) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int open_connection(load *l, connection *c)
{
    const int on = 1;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0) {
        return failed_call("socket");
    }
    l->opened++;
    if (setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) {
        return failed_call("setsockopt");
    }
    if (connect(c->fd, (const struct sockaddr *)&l->plan->server, sizeof l->plan->server) != 0) {
        return failed_call("connect");
    }
    if (epoll_ctl(l->epoll, EPOLL_CTL_ADD, c->fd, &event) != 0) {
        return failed_call("epoll_ctl");
    }
    return 0;
}

static int open_all(load *l)
{
    for (int i = 0; i < l->plan->connections; i++) {
        if (open_connection(l, &l->connections[i]) != 0) {
            return -1;
        }
    }
    for (int i = 0; i < l->plan->connections; i++) {
        if (send_request(l, &l->connections[i], monotonic_ns()) != 0) {
            return -1;
        }
    }
    return 0;
}

static int measure(load *l)
{
    clocks end;
    if (exchange_open(&l->exchange, &l->plan->server, (size_t)l->plan->body_size) != 0 || open_all(l) != 0 ||
        drive(l, monotonic_ns() + l->plan->warmup_ns) != 0 ||
        clocks_read(&l->start, l->plan->server_pid, l->plan->server_core) != 0) {
        return -1;
    }
    l->measuring = true;
    if (drive(l, l->start.wall_ns + l->plan->window_ns) != 0 ||
        clocks_read(&end, l->plan->server_pid, l->plan->server_core) != 0) {
        return -1;
    }
    l->result->spent = clocks_difference(&end, &l->start);
    return 0;
}

static int raise_descriptor_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return failed_call("getrlimit");
    }
    limit.rlim_cur = limit.rlim_max;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? 0 : failed_call("setrlimit");
}

int load_run(const load_plan *plan, load_result *out)
{
    int result = -1;
    load *l = calloc(1, sizeof *l);
    connection *connections = calloc((size_t)plan->connections, sizeof *connections);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (l == NULL || connections == NULL) {
        errno = ENOMEM;
        failed_call("calloc");
        goto release;
    }
    if (epoll < 0) {
        failed_call("epoll_create1");
        goto release;
    }
    if (raise_descriptor_limit() != 0) {
        goto release;
    }
    l->plan = plan;
    l->result = out;
    l->connections = connections;
    l->epoll = epoll;
    result = measure(l);
    for (int i = 0; i < l->opened; i++) {
        close(connections[i].fd);
    }
release:
    if (epoll >= 0) {
        close(epoll);
    }
    free(connections);
    free(l);
    return result;
}
