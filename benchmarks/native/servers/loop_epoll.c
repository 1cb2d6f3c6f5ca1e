/* SPDX-License-Identifier: Apache-2.0 */
#include "loop.h"

#include "failure.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#define BATCH 1024

struct loop {
    int epoll;
    uint32_t always; /* event bits of every registration */
    struct epoll_event events[BATCH];
    ready found[BATCH];
};

static loop *open_with(uint32_t always)
{
    loop *l = calloc(1, sizeof *l);
    if (l == NULL) {
        warn("calloc");
        return NULL;
    }
    l->always = always;
    l->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (l->epoll < 0) {
        warn("epoll_create1");
        free(l);
        return NULL;
    }
    return l;
}

static loop *epoll_open_level(int descriptors)
{
    (void)descriptors;
    return open_with(0);
}

/*
 * EPOLLRDHUP: a read that is shorter than the buffer ends the draining of a socket, but would hide an end that came
 * with it.
 */
static loop *epoll_open_edge(int descriptors)
{
    (void)descriptors;
    return open_with((uint32_t)EPOLLET | EPOLLRDHUP);
}

static int control(const loop *l, int operation, int fd, unsigned interest)
{
    struct epoll_event event = {.data.fd = fd, .events = l->always};
    event.events |= (interest & READABLE ? EPOLLIN : 0u) | (interest & WRITABLE ? EPOLLOUT : 0u);
    return epoll_ctl(l->epoll, operation, fd, &event) == 0 ? 0 : failed_call("epoll_ctl of descriptor %d", fd);
}

static int epoll_add(loop *l, int fd, unsigned interest)
{
    return control(l, EPOLL_CTL_ADD, fd, interest);
}

static int epoll_modify(loop *l, int fd, unsigned interest)
{
    return control(l, EPOLL_CTL_MOD, fd, interest);
}

/* Closing the only descriptor of a socket removes it. */
static int epoll_remove(loop *l, int fd)
{
    (void)l;
    (void)fd;
    return 0;
}

static int epoll_wait_for(loop *l, const ready **out)
{
    int n;
    while ((n = epoll_wait(l->epoll, l->events, BATCH, -1)) < 0) {
        if (errno != EINTR) {
            return failed_call("epoll_wait");
        }
    }
    for (int i = 0; i < n; i++) {
        uint32_t bits = l->events[i].events;
        l->found[i].fd = l->events[i].data.fd;
        l->found[i].what = (bits & EPOLLIN ? READABLE : 0u) | (bits & EPOLLOUT ? WRITABLE : 0u) |
                           (bits & (EPOLLRDHUP | EPOLLHUP | EPOLLERR) ? ENDED : 0u);
    }
    *out = l->found;
    return n;
}

static void epoll_close(loop *l)
{
    close(l->epoll);
    free(l);
}

const loop_kind loop_epoll_level = {
    .name = "epoll-level",
    .open = epoll_open_level,
    .add = epoll_add,
    .modify = epoll_modify,
    .remove = epoll_remove,
    .wait = epoll_wait_for,
    .close = epoll_close,
};

const loop_kind loop_epoll_edge = {
    .name = "epoll-edge",
    .reports_once = true,
    .open = epoll_open_edge,
    .add = epoll_add,
    .modify = epoll_modify,
    .remove = epoll_remove,
    .wait = epoll_wait_for,
    .close = epoll_close,
};
