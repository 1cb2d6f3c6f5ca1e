/* SPDX-License-Identifier: Apache-2.0 */
#include "operation.h"

#include "connections.h"
#include "failure.h"
#include "payload.h"

#include <errno.h>
#include <sys/socket.h>

#define BATCH 20

struct operation {
    connections connections;
    payload payload;
};

static int stream_open(operation *o, const plan *p)
{
    if (payload_open(&o->payload, p->size) != 0) {
        return -1;
    }
    if (connections_open(&o->connections, p->connections, true) != 0) {
        payload_close(&o->payload);
        return -1;
    }
    return 0;
}

/* The number of bytes, 0 where the call would block, or -1. */
static ssize_t moved(ssize_t result, const char *call)
{
    return result >= 0 ? result : errno == EAGAIN ? 0 : failed_call("%s", call);
}

static int write_and_read(const connection *c, const payload *p)
{
    size_t written = 0;
    size_t read = 0;
    while (read < p->size) {
        if (written < p->size) {
            ssize_t sent = moved(send(c->client, p->out + written, p->size - written, SEND_FLAGS), "send");
            if (sent < 0) {
                return -1;
            }
            written += (size_t)sent;
        }
        ssize_t received = moved(recv(c->server, p->in + read, p->size - read, RECEIVE_FLAGS), "recv");
        if (received < 0) {
            return -1;
        }
        read += (size_t)received;
    }
    return 0;
}

static int stream_run(operation *o, int count)
{
    int result = 0;
    for (int i = 0; result == 0 && i < count; i++) {
        result = write_and_read(&o->connections.all[0], &o->payload);
    }
    return result;
}

static int stream_check(operation *o)
{
    return payload_check(&o->payload);
}

static void stream_close(operation *o)
{
    connections_close(&o->connections);
    payload_close(&o->payload);
}

const operation_kind operation_stream = {
    .name = "stream",
    .batch = BATCH,
    .usual = {.connections = 1, .size = 64},
    .takes_size = true,
    .memory = sizeof(operation),
    .open = stream_open,
    .run = stream_run,
    .check = stream_check,
    .close = stream_close,
};
