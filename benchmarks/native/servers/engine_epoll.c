/* SPDX-License-Identifier: Apache-2.0 */
#include "engine.h"

#include "failure.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#define BATCH 1024

struct engine {
    int epoll;
    uint32_t always; /* event bits of every registration */
    struct epoll_event events[BATCH];
    ready found[BATCH];
};

static engine *open_with(uint32_t always)
{
    engine *e = calloc(1, sizeof *e);
    if (e == NULL) {
        warn("calloc");
        return NULL;
    }
    e->always = always;
    e->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (e->epoll < 0) {
        warn("epoll_create1");
        free(e);
        return NULL;
    }
    return e;
}

static engine *epoll_open_level(int descriptors)
{
    (void)descriptors;
    return open_with(0);
}

/* EPOLLRDHUP: a read that is shorter than the buffer ends the draining of a socket, but would hide an end that came with it. */
static engine *epoll_open_edge(int descriptors)
{
    (void)descriptors;
    return open_with((uint32_t)EPOLLET | EPOLLRDHUP);
}

static int control(const engine *e, int operation, int fd, unsigned interest)
{
    struct epoll_event event = {.data.fd = fd, .events = e->always};
    event.events |= (interest & READABLE ? EPOLLIN : 0u) | (interest & WRITABLE ? EPOLLOUT : 0u);
    return epoll_ctl(e->epoll, operation, fd, &event) == 0 ? 0 : failed_call("epoll_ctl of descriptor %d", fd);
}

static int epoll_add(engine *e, int fd, unsigned interest)
{
    return control(e, EPOLL_CTL_ADD, fd, interest);
}

static int epoll_modify(engine *e, int fd, unsigned interest)
{
    return control(e, EPOLL_CTL_MOD, fd, interest);
}

/* Closing the only descriptor of a socket removes it. */
static int epoll_remove(engine *e, int fd)
{
    (void)e;
    (void)fd;
    return 0;
}

static int epoll_wait_for(engine *e, const ready **out)
{
    int n;
    while ((n = epoll_wait(e->epoll, e->events, BATCH, -1)) < 0) {
        if (errno != EINTR) {
            return failed_call("epoll_wait");
        }
    }
    for (int i = 0; i < n; i++) {
        uint32_t bits = e->events[i].events;
        e->found[i].fd = e->events[i].data.fd;
        e->found[i].what = (bits & EPOLLIN ? READABLE : 0u) | (bits & EPOLLOUT ? WRITABLE : 0u) |
                           (bits & (EPOLLRDHUP | EPOLLHUP | EPOLLERR) ? ENDED : 0u);
    }
    *out = e->found;
    return n;
}

static void epoll_close(engine *e)
{
    close(e->epoll);
    free(e);
}

const engine_kind engine_epoll_level = {
    .name = "epoll-level",
    .open = epoll_open_level,
    .add = epoll_add,
    .modify = epoll_modify,
    .remove = epoll_remove,
    .wait = epoll_wait_for,
    .close = epoll_close,
};

const engine_kind engine_epoll_edge = {
    .name = "epoll-edge",
    .open = epoll_open_edge,
    .add = epoll_add,
    .modify = epoll_modify,
    .remove = epoll_remove,
    .wait = epoll_wait_for,
    .close = epoll_close,
};
