/* SPDX-License-Identifier: Apache-2.0 */
#include "operation.h"

#include "connections.h"
#include "failure.h"
#include "readiness.h"

#include <inttypes.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#define BATCH 100
#define ROOM 64

/* A byte into each connection in turn, as suite/RegisteredChannels does: what the next one touches is in no cache. */
struct operation {
    connections connections;
    int next;
    int64_t written;
    int64_t read;
};

static int drained_open(operation *o, const plan *p)
{
    return connections_open(&o->connections, p->connections, false);
}

static int fill(operation *o)
{
    if (send(o->connections.all[o->next].client, "a", 1, SEND_FLAGS) != 1) {
        return failed_call("send");
    }
    o->written++;
    o->next = o->next + 1 == o->connections.count ? 0 : o->next + 1;
    return 0;
}

/* A short read shows that it is all. */
static int drain(operation *o, int fd)
{
    char in[ROOM];
    ssize_t n = recv(fd, in, sizeof in, RECEIVE_FLAGS);
    if (n < 0) {
        return failed_call("recv");
    }
    o->read += n;
    return 0;
}

static int drained_run(operation *o, int count)
{
    struct epoll_event events[ROOM];
    for (int i = 0; i < count; i++) {
        if (fill(o) != 0) {
            return -1;
        }
        int found = epoll_wait(o->connections.epoll, events, ROOM, -1);
        if (found < 0) {
            return failed_call("epoll_wait");
        }
        for (int j = 0; j < found; j++) {
            if (drain(o, events[j].data.fd) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int drained_check(operation *o)
{
    if (o->read != o->written) {
        return failed("bytes read: expected %" PRId64 ", was %" PRId64, o->written, o->read);
    }
    return readiness_check_none(o->connections.epoll);
}

static void drained_close(operation *o)
{
    connections_close(&o->connections);
}

const operation_kind operation_drained = {
    .name = "drained",
    .batch = BATCH,
    .usual = {.connections = 9000},
    .takes_connections = true,
    .memory = sizeof(operation),
    .open = drained_open,
    .run = drained_run,
    .check = drained_check,
    .close = drained_close,
};
