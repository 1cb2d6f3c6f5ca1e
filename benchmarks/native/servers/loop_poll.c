/* SPDX-License-Identifier: Apache-2.0 */
#include "loop.h"

#include "failure.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

struct loop {
    struct pollfd *list; /* without gaps: poll(2) looks at each */
    int *place_of;       /* in list, by descriptor */
    ready *found;
    int size;
};

static void poll_close(loop *l)
{
    free(l->list);
    free(l->place_of);
    free(l->found);
    free(l);
}

static loop *poll_open(int descriptors)
{
    loop *l = calloc(1, sizeof *l);
    if (l == NULL) {
        warn("calloc");
        return NULL;
    }
    l->list = calloc((size_t)descriptors, sizeof *l->list);
    l->place_of = calloc((size_t)descriptors, sizeof *l->place_of);
    l->found = calloc((size_t)descriptors, sizeof *l->found);
    if (l->list == NULL || l->place_of == NULL || l->found == NULL) {
        warn("calloc");
        poll_close(l);
        return NULL;
    }
    return l;
}

static int poll_modify(loop *l, int fd, unsigned interest)
{
    l->list[l->place_of[fd]].events = (short)((interest & READABLE ? POLLIN : 0) | (interest & WRITABLE ? POLLOUT : 0));
    return 0;
}

static int poll_add(loop *l, int fd, unsigned interest)
{
    l->place_of[fd] = l->size;
    l->list[l->size++].fd = fd;
    return poll_modify(l, fd, interest);
}

static int poll_remove(loop *l, int fd)
{
    int place = l->place_of[fd];
    l->list[place] = l->list[--l->size];
    l->place_of[l->list[place].fd] = place;
    return 0;
}

static int poll_wait(loop *l, const ready **out)
{
    int n;
    int found = 0;
    while ((n = poll(l->list, (nfds_t)l->size, -1)) < 0) {
        if (errno != EINTR) {
            return failed_call("poll");
        }
    }
    for (const struct pollfd *p = l->list; found < n; p++) {
        if (p->revents != 0) {
            l->found[found].fd = p->fd;
            l->found[found++].what = (p->revents & POLLIN ? READABLE : 0u) | (p->revents & POLLOUT ? WRITABLE : 0u) |
                                     (p->revents & (POLLHUP | POLLERR | POLLNVAL) ? ENDED : 0u);
        }
    }
    *out = l->found;
    return n;
}

const loop_kind loop_poll = {
    .name = "poll",
    .open = poll_open,
    .add = poll_add,
    .modify = poll_modify,
    .remove = poll_remove,
    .wait = poll_wait,
    .close = poll_close,
};
