/* SPDX-License-Identifier: Apache-2.0 */
#include "operation.h"

#include "connections.h"
#include "failure.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#define BATCH 1000
#define SIZE 64

/* Of a connection on which nothing comes. */
struct operation {
    connections connections;
};

static int silent_open(operation *o, const plan *p)
{
    return connections_open(&o->connections, p->connections, true);
}

/* A change of interest may stay in the process, but a select has to ask the kernel. */
static int flip_run(operation *o, int count)
{
    struct epoll_event event;
    for (int i = 0; i < count; i++) {
        int found = epoll_wait(o->connections.epoll, &event, 1, 0);
        if (found != 0) {
            return found < 0 ? failed_call("epoll_wait") : failed("found ready: expected 0, was %d", found);
        }
    }
    return 0;
}

static int would_block_run(operation *o, int count)
{
    char in[SIZE];
    int fd = o->connections.all[0].server;
    for (int i = 0; i < count; i++) {
        ssize_t n = recv(fd, in, sizeof in, RECEIVE_FLAGS);
        if (n >= 0) {
            return failed("recv: expected that it would block, it read %zd bytes", n);
        }
        if (errno != EAGAIN) {
            return failed_call("recv");
        }
    }
    return 0;
}

static void silent_close(operation *o)
{
    connections_close(&o->connections);
}

const operation_kind operation_flip = {
    .name = "flip",
    .batch = BATCH,
    .usual = {.connections = 1},
    .memory = sizeof(operation),
    .open = silent_open,
    .run = flip_run,
    .close = silent_close,
};

const operation_kind operation_would_block = {
    .name = "would-block",
    .batch = BATCH,
    .usual = {.connections = 1},
    .memory = sizeof(operation),
    .open = silent_open,
    .run = would_block_run,
    .close = silent_close,
};
