/* SPDX-License-Identifier: Apache-2.0 */
#include "engine.h"

#include "failure.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

struct engine {
    struct pollfd *list; /* without gaps: poll(2) looks at each */
    int *place_of;       /* in list, by descriptor */
    ready *found;
    int size;
};

static void poll_close(engine *e)
{
    free(e->list);
    free(e->place_of);
    free(e->found);
    free(e);
}

static engine *poll_open(int descriptors)
{
    engine *e = calloc(1, sizeof *e);
    if (e == NULL) {
        warn("calloc");
        return NULL;
    }
    e->list = calloc((size_t)descriptors, sizeof *e->list);
    e->place_of = calloc((size_t)descriptors, sizeof *e->place_of);
    e->found = calloc((size_t)descriptors, sizeof *e->found);
    if (e->list == NULL || e->place_of == NULL || e->found == NULL) {
        warn("calloc");
        poll_close(e);
        return NULL;
    }
    return e;
}

static int poll_modify(engine *e, int fd, unsigned interest)
{
    e->list[e->place_of[fd]].events = (short)((interest & READABLE ? POLLIN : 0) | (interest & WRITABLE ? POLLOUT : 0));
    return 0;
}

static int poll_add(engine *e, int fd, unsigned interest)
{
    e->place_of[fd] = e->size;
    e->list[e->size++].fd = fd;
    return poll_modify(e, fd, interest);
}

static int poll_remove(engine *e, int fd)
{
    int place = e->place_of[fd];
    e->list[place] = e->list[--e->size];
    e->place_of[e->list[place].fd] = place;
    return 0;
}

static int poll_wait(engine *e, const ready **out)
{
    int n;
    int found = 0;
    while ((n = poll(e->list, (nfds_t)e->size, -1)) < 0) {
        if (errno != EINTR) {
            return failed_call("poll");
        }
    }
    for (const struct pollfd *p = e->list; found < n; p++) {
        if (p->revents != 0) {
            e->found[found].fd = p->fd;
            e->found[found++].what = (p->revents & POLLIN ? READABLE : 0u) | (p->revents & POLLOUT ? WRITABLE : 0u) |
                                     (p->revents & (POLLHUP | POLLERR | POLLNVAL) ? ENDED : 0u);
        }
    }
    *out = e->found;
    return n;
}

const engine_kind engine_poll = {
    .name = "poll",
    .open = poll_open,
    .add = poll_add,
    .modify = poll_modify,
    .remove = poll_remove,
    .wait = poll_wait,
    .close = poll_close,
};
