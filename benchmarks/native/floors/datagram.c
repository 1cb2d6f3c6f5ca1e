/* SPDX-License-Identifier: Apache-2.0 */
#include "operation.h"

#include "failure.h"
#include "loopback.h"
#include "payload.h"
#include "readiness.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define BATCH 20

enum { SENDER, RECEIVER, ENDS };

typedef struct end {
    int fd;
    loopback_address address;
} end;

struct operation {
    int epoll;
    payload payload;
    end ends[ENDS];
    int opened;
};

static void datagram_close(operation *o)
{
    while (o->opened > 0) {
        close(o->ends[--o->opened].fd);
    }
    payload_close(&o->payload);
    close(o->epoll);
}

static int open_ends(operation *o)
{
    while (o->opened < ENDS) {
        end *e = &o->ends[o->opened];
        e->fd = loopback_open(SOCK_DGRAM | SOCK_NONBLOCK, &e->address);
        if (e->fd < 0) {
            return -1;
        }
        o->opened++;
        if (readiness_watch(o->epoll, e->fd, EPOLLIN) != 0) {
            return -1;
        }
    }
    return 0;
}

static int datagram_open(operation *o, const plan *p)
{
    o->epoll = readiness_open();
    if (o->epoll < 0) {
        return -1;
    }
    if (payload_open(&o->payload, p->size) != 0 || open_ends(o) != 0) {
        datagram_close(o);
        return -1;
    }
    return 0;
}

static int connect_to(const end *from, const end *to)
{
    return connect(from->fd, (const struct sockaddr *)&to->address.any, to->address.size) == 0 ? 0
                                                                                               : failed_call("connect");
}

static int datagram_open_connected(operation *o, const plan *p)
{
    if (datagram_open(o, p) != 0) {
        return -1;
    }
    if (connect_to(&o->ends[SENDER], &o->ends[RECEIVER]) != 0 ||
        connect_to(&o->ends[RECEIVER], &o->ends[SENDER]) != 0) {
        datagram_close(o);
        return -1;
    }
    return 0;
}

static int check_size(const operation *o, const char *call, ssize_t size)
{
    if (size < 0) {
        return failed_call("%s", call);
    }
    return (size_t)size == o->payload.size ? 0 : failed("%s: expected %zu bytes, was %zd", call, o->payload.size, size);
}

static int send_and_receive(operation *o)
{
    const loopback_address *to = &o->ends[RECEIVER].address;
    const payload *p = &o->payload;
    ssize_t sent = sendto(o->ends[SENDER].fd, p->out, p->size, SEND_FLAGS, (const struct sockaddr *)&to->any, to->size);
    if (check_size(o, "sendto", sent) != 0) {
        return -1;
    }
    ssize_t received;
    do {
        struct sockaddr_storage source;
        socklen_t size = sizeof source;
        received = recvfrom(o->ends[RECEIVER].fd, p->in, p->size, RECEIVE_FLAGS, (struct sockaddr *)&source, &size);
    } while (received < 0 && errno == EAGAIN);
    return check_size(o, "recvfrom", received);
}

static int write_and_read(operation *o)
{
    const payload *p = &o->payload;
    if (check_size(o, "send", send(o->ends[SENDER].fd, p->out, p->size, SEND_FLAGS)) != 0) {
        return -1;
    }
    ssize_t received;
    do {
        received = recv(o->ends[RECEIVER].fd, p->in, p->size, RECEIVE_FLAGS);
    } while (received < 0 && errno == EAGAIN);
    return check_size(o, "recv", received);
}

static int datagram_run(operation *o, int count)
{
    int result = 0;
    for (int i = 0; result == 0 && i < count; i++) {
        result = send_and_receive(o);
    }
    return result;
}

static int datagram_run_connected(operation *o, int count)
{
    int result = 0;
    for (int i = 0; result == 0 && i < count; i++) {
        result = write_and_read(o);
    }
    return result;
}

static int datagram_check(operation *o)
{
    return payload_check(&o->payload) != 0 ? -1 : readiness_check_none(o->epoll);
}

const operation_kind operation_datagram = {
    .name = "datagram",
    .batch = BATCH,
    .usual = {.connections = 1, .size = 64},
    .memory = sizeof(operation),
    .open = datagram_open,
    .run = datagram_run,
    .check = datagram_check,
    .close = datagram_close,
};

const operation_kind operation_datagram_connected = {
    .name = "datagram-connected",
    .batch = BATCH,
    .usual = {.connections = 1, .size = 64},
    .memory = sizeof(operation),
    .open = datagram_open_connected,
    .run = datagram_run_connected,
    .check = datagram_check,
    .close = datagram_close,
};
