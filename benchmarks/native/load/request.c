/* SPDX-License-Identifier: Apache-2.0 */
#include "workload.h"

#include "connect.h"
#include "failure.h"
#include "monotonic.h"
#include "response.h"
#include "tls.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define REQUEST_LIMIT 65536
#define ALWAYS (EPOLLIN | EPOLLRDHUP | (uint32_t)EPOLLET)

/* What a connection has besides its slot. */
typedef struct line {
    tls_connection *tls; /* NULL: the socket itself */
    response response;
} line;

struct requester {
    char request[REQUEST_LIMIT];
    size_t size;
    tls *tls;
    int status; /* that all answers must have; 0 until the first is there */
    int lines_count;
    line *lines;
};

static line *line_of(const load *l, const slot *s)
{
    return &l->requester->lines[s - l->slots];
}

int request_prepare(load *l)
{
    requester *r = calloc(1, sizeof *r);
    l->requester = r;
    if (r == NULL || (r->lines = calloc((size_t)l->plan->connections, sizeof *r->lines)) == NULL) {
        return failed_call("calloc");
    }
    r->lines_count = l->plan->connections;
    r->status = l->plan->status;
    r->size = fread(r->request, 1, sizeof r->request, stdin);
    if (r->size == 0 || r->size == sizeof r->request) {
        return failed("the request on stdin has %zu bytes: from 1 to %d are allowed", r->size, REQUEST_LIMIT - 1);
    }
    l->exchange.depth = 1;
    return !l->plan->tls || (r->tls = tls_open()) != NULL ? 0 : -1;
}

void request_close(load *l)
{
    requester *r = l->requester;
    if (r == NULL) {
        return;
    }
    for (int i = 0; i < r->lines_count; i++) {
        tls_disconnect(r->lines[i].tls);
    }
    tls_close(r->tls);
    free(r->lines);
    free(r);
}

int request_open(load *l, slot *s)
{
    line *own = line_of(l, s);
    s->fd = connect_to_server(l->plan, (int)(s - l->slots));
    if (s->fd < 0) {
        return -1;
    }
    s->awaits_space = false;
    if ((l->requester->tls != NULL && (own->tls = tls_connect(l->requester->tls, s->fd)) == NULL) ||
        load_watch(l, s, EPOLL_CTL_ADD, ALWAYS) != 0) {
        close(s->fd);
        return -1;
    }
    return 0;
}

static int reopen(load *l, slot *s)
{
    line *own = line_of(l, s);
    tls_disconnect(own->tls);
    own->tls = NULL;
    close(s->fd);
    if (request_open(l, s) != 0) {
        /* the descriptor is closed: the end of the run closes no other */
        s->fd = -1;
        return -1;
    }
    return 0;
}

static int send_request(load *l, slot *s)
{
    const requester *r = l->requester;
    const line *own = line_of(l, s);
    const char *from = r->request + s->sent;
    size_t left = r->size - s->sent;
    ssize_t n =
        own->tls == NULL ? send(s->fd, from, left, MSG_NOSIGNAL | MSG_DONTWAIT) : tls_send(own->tls, from, left);
    if (n < 0 && errno != EAGAIN && errno != EINTR) {
        return failed_call("send on connection %td", s - l->slots);
    }
    s->sent += n < 0 ? 0 : (size_t)n;
    bool await = n != (ssize_t)left;
    if (await == s->awaits_space) {
        return 0;
    }
    s->awaits_space = await;
    return load_watch(l, s, EPOLL_CTL_MOD, await ? ALWAYS | EPOLLOUT : ALWAYS);
}

int request_start(load *l, slot *s)
{
    response_reset(&line_of(l, s)->response);
    s->answered = 0;
    s->sent = 0;
    return send_request(l, s);
}

/* The next request goes out over another connection, where the server ends this one. */
static int finish(load *l, slot *s, bool ends_connection, int64_t now_ns)
{
    requester *r = l->requester;
    int status = line_of(l, s)->response.status;
    r->status = r->status == 0 ? status : r->status;
    if (status != r->status) {
        return failed("wrong answer: status %d, not %d as the first", status, r->status);
    }
    s->answered = 1;
    load_answered(l, s, 1, now_ns);
    return ends_connection && reopen(l, s) != 0 ? -1 : load_next(l, s, now_ns);
}

static int take(load *l, slot *s, const char *bytes, size_t size)
{
    response *own = &line_of(l, s)->response;
    size_t used;
    if (s->answered == 1) {
        return failed("wrong answer: %zu bytes that nobody asked for", size);
    }
    int whole = response_take(own, bytes, size, &used);
    if (whole <= 0) {
        return whole;
    }
    if (used < size) {
        return failed("wrong answer: %zu bytes more than it says", size - used);
    }
    return finish(l, s, own->ends_connection, monotonic_ns());
}

/* A connection that rested may be closed by the server at any time (RFC 9112, 9.5): the request goes out once more. */
static int ended(load *l, slot *s)
{
    const response *own = &line_of(l, s)->response;
    if (s->answered == 1) {
        return reopen(l, s);
    }
    if (response_ends_here(own)) {
        return finish(l, s, true, monotonic_ns());
    }
    if (own->begun) {
        return failed("the server closed connection %td within an answer", s - l->slots);
    }
    return reopen(l, s) != 0 ? -1 : request_start(l, s);
}

int request_ready(load *l, slot *s, uint32_t events)
{
    /* by TLS a send may wait for what is received, too */
    if (s->awaits_space && send_request(l, s) != 0) {
        return -1;
    }
    int fd = s->fd;
    while (fd == s->fd) {
        const line *own = line_of(l, s);
        ssize_t n = own->tls == NULL ? recv(fd, l->buffer, RECEIVE_SIZE, MSG_DONTWAIT)
                                     : tls_receive(own->tls, l->buffer, RECEIVE_SIZE);
        if (n < 0 && errno == EAGAIN) {
            return 0;
        }
        if (n < 0 && errno != ECONNRESET) {
            return failed_call("recv on connection %td", s - l->slots);
        }
        if (n <= 0) {
            return ended(l, s);
        }
        if (take(l, s, l->buffer, (size_t)n) != 0) {
            return -1;
        }
        if (own->tls == NULL && (size_t)n < RECEIVE_SIZE && !(events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))) {
            return 0;
        }
    }
    return 0;
}
