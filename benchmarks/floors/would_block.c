/* SPDX-License-Identifier: Apache-2.0 */
#include "operation.h"

#include "connections.h"
#include "failure.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>

#define BATCH 1000
#define SIZE 64

struct operation {
    connections connections;
};

static operation *would_block_open(const plan *p)
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

static void would_block_close(operation *o)
{
    connections_close(&o->connections);
    free(o);
}

const operation_kind operation_would_block = {
    .name = "would-block",
    .batch = BATCH,
    .usual = {.connections = 1},
    .open = would_block_open,
    .run = would_block_run,
    .close = would_block_close,
};
