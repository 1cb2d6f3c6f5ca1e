/* SPDX-License-Identifier: Apache-2.0 */
#include "operation.h"

#include "connections.h"
#include "failure.h"

#include <stdlib.h>
#include <sys/epoll.h>

#define BATCH 1000

/* A change of interest may stay in the process, but a select has to ask the kernel. */
struct operation {
    connections connections;
    int found;
};

static operation *flip_open(const plan *p)
{
    operation *o = calloc(1, sizeof *o);
    if (o == NULL) {
        warn("calloc");
        return NULL;
    }
    if (connections_open(&o->connections, p->connections, true) != 0) {
        free(o);
        return NULL;
    }
    return o;
}

static int flip_run(operation *o, int count)
{
    struct epoll_event event;
    for (int i = 0; i < count; i++) {
        int found = epoll_wait(o->connections.epoll, &event, 1, 0);
        if (found < 0) {
            return failed_call("epoll_wait");
        }
        o->found += found;
    }
    return 0;
}

static int flip_check(operation *o)
{
    return o->found == 0 ? 0 : failed("found ready: expected 0, was %d", o->found);
}

static void flip_close(operation *o)
{
    connections_close(&o->connections);
    free(o);
}

const operation_kind operation_flip = {
    .name = "flip",
    .batch = BATCH,
    .usual = {.connections = 1},
    .open = flip_open,
    .run = flip_run,
    .check = flip_check,
    .close = flip_close,
};
