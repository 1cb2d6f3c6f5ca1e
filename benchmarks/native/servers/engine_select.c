/* SPDX-License-Identifier: Apache-2.0 */
#include "engine.h"

#include "failure.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/select.h>

struct engine {
    fd_set readable;
    fd_set writable;
    int end; /* the highest descriptor and one */
    ready found[FD_SETSIZE];
};

static engine *select_open(int descriptors)
{
    (void)descriptors;
    engine *e = calloc(1, sizeof *e);
    if (e == NULL) {
        warn("calloc");
        return NULL;
    }
    FD_ZERO(&e->readable);
    FD_ZERO(&e->writable);
    return e;
}

static void set(fd_set *descriptors, int fd, unsigned on)
{
    if (on) {
        FD_SET(fd, descriptors);
    } else {
        FD_CLR(fd, descriptors);
    }
}

static int select_modify(engine *e, int fd, unsigned interest)
{
    set(&e->readable, fd, interest & READABLE);
    set(&e->writable, fd, interest & WRITABLE);
    return 0;
}

static int select_add(engine *e, int fd, unsigned interest)
{
    if (fd >= FD_SETSIZE) {
        return failed(
            "select(2) takes descriptors below FD_SETSIZE (%d) only, and this one is %d: use fewer connections, "
            "or the engine poll or epoll-level",
            FD_SETSIZE, fd);
    }
    if (fd >= e->end) {
        e->end = fd + 1;
    }
    return select_modify(e, fd, interest);
}

static int select_remove(engine *e, int fd)
{
    select_modify(e, fd, 0);
    while (e->end > 0 && !FD_ISSET(e->end - 1, &e->readable) && !FD_ISSET(e->end - 1, &e->writable)) {
        e->end--;
    }
    return 0;
}

static int select_wait(engine *e, const ready **out)
{
    fd_set readable;
    fd_set writable;
    int n;
    int found = 0;
    do {
        readable = e->readable;
        writable = e->writable;
        n = select(e->end, &readable, &writable, NULL, NULL);
        if (n < 0 && errno != EINTR) {
            return failed_call("select");
        }
    } while (n < 0);
    for (int fd = 0; fd < e->end; fd++) {
        unsigned what = (FD_ISSET(fd, &readable) ? READABLE : 0u) | (FD_ISSET(fd, &writable) ? WRITABLE : 0u);
        if (what != 0) {
            e->found[found++] = (ready){fd, what};
        }
    }
    *out = e->found;
    return found;
}

static void select_close(engine *e)
{
    free(e);
}

const engine_kind engine_select = {
    .name = "select",
    .open = select_open,
    .add = select_add,
    .modify = select_modify,
    .remove = select_remove,
    .wait = select_wait,
    .close = select_close,
};
