/* SPDX-License-Identifier: Apache-2.0 */
#include "loop.h"

#include "failure.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/select.h>

struct loop {
    fd_set readable;
    fd_set writable;
    int end; /* the highest descriptor and one */
    ready found[FD_SETSIZE];
};

static loop *select_open(int descriptors)
{
    (void)descriptors;
    loop *l = calloc(1, sizeof *l);
    if (l == NULL) {
        warn("calloc");
        return NULL;
    }
    FD_ZERO(&l->readable);
    FD_ZERO(&l->writable);
    return l;
}

static void set(fd_set *descriptors, int fd, unsigned on)
{
    if (on) {
        FD_SET(fd, descriptors);
    } else {
        FD_CLR(fd, descriptors);
    }
}

static int select_modify(loop *l, int fd, unsigned interest)
{
    set(&l->readable, fd, interest & READABLE);
    set(&l->writable, fd, interest & WRITABLE);
    return 0;
}

static int select_add(loop *l, int fd, unsigned interest)
{
    if (fd >= FD_SETSIZE) {
        return failed(
            "select(2) takes descriptors below FD_SETSIZE (%d) only, and this one is %d: use fewer connections, "
            "or the loop poll or epoll-level",
            FD_SETSIZE, fd);
    }
    if (fd >= l->end) {
        l->end = fd + 1;
    }
    return select_modify(l, fd, interest);
}

static int select_remove(loop *l, int fd)
{
    select_modify(l, fd, 0);
    while (l->end > 0 && !FD_ISSET(l->end - 1, &l->readable) && !FD_ISSET(l->end - 1, &l->writable)) {
        l->end--;
    }
    return 0;
}

static int select_wait(loop *l, const ready **out)
{
    fd_set readable;
    fd_set writable;
    int n;
    int found = 0;
    do {
        readable = l->readable;
        writable = l->writable;
        n = select(l->end, &readable, &writable, NULL, NULL);
        if (n < 0 && errno != EINTR) {
            return failed_call("select");
        }
    } while (n < 0);
    for (int fd = 0; fd < l->end; fd++) {
        unsigned what = (FD_ISSET(fd, &readable) ? READABLE : 0u) | (FD_ISSET(fd, &writable) ? WRITABLE : 0u);
        if (what != 0) {
            l->found[found++] = (ready){fd, what};
        }
    }
    *out = l->found;
    return found;
}

static void select_close(loop *l)
{
    free(l);
}

const loop_kind loop_select = {
    .name = "select",
    .open = select_open,
    .add = select_add,
    .modify = select_modify,
    .remove = select_remove,
    .wait = select_wait,
    .close = select_close,
};
