/* SPDX-License-Identifier: Apache-2.0 */
#include "operation.h"

#include "failure.h"
#include "loopback.h"
#include "readiness.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define BATCH 256
#define PATIENCE_MS 10000

/* As suite/Accept: a batch of connections waits before the first of them is accepted. */
struct operation {
    int epoll;
    int listener;
    loopback_address address;
    int clients[BATCH];
    int connected;
    int accepted[BATCH];
    int taken;
};

static int open_listener(operation *o)
{
    o->listener = loopback_listen(2 * BATCH, &o->address);
    if (o->listener < 0) {
        return -1;
    }
    if (readiness_watch(o->epoll, o->listener, EPOLLIN) != 0) {
        close(o->listener);
        return -1;
    }
    return 0;
}

static int accept_open(operation *o, const plan *p)
{
    (void)p;
    o->epoll = readiness_open();
    if (o->epoll < 0) {
        return -1;
    }
    if (open_listener(o) != 0) {
        close(o->epoll);
        return -1;
    }
    return 0;
}

static int accept_prepare(operation *o, int count)
{
    struct epoll_event event;
    while (o->connected < count) {
        int client = loopback_connect(&o->address);
        if (client < 0) {
            return -1;
        }
        o->clients[o->connected++] = client;
    }
    int found = epoll_wait(o->epoll, &event, 1, PATIENCE_MS);
    if (found < 0) {
        return failed_call("epoll_wait");
    }
    return found == 1 ? 0 : failed("no connection waits though %d were made", count);
}

static int accept_run(operation *o, int count)
{
    while (o->taken < count) {
        struct sockaddr_storage peer;
        socklen_t size = sizeof peer;
        int fd = accept4(o->listener, (struct sockaddr *)&peer, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            return failed_call("accept4");
        }
        o->accepted[o->taken++] = fd;
    }
    return 0;
}

static int check_none_left(const operation *o)
{
    int fd = accept4(o->listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd >= 0) {
        close(fd);
        return failed("more connections wait than were made");
    }
    return errno == EAGAIN ? 0 : failed_call("accept4");
}

static int check_non_blocking(int fd)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0) {
        return failed_call("fcntl");
    }
    return flags & O_NONBLOCK ? 0 : failed("an accepted connection blocks");
}

static void disconnect(operation *o)
{
    while (o->connected > 0) {
        close(o->clients[--o->connected]);
    }
    while (o->taken > 0) {
        close(o->accepted[--o->taken]);
    }
}

static int accept_finish(operation *o, int count)
{
    if (check_none_left(o) != 0) {
        return -1;
    }
    for (int i = 0; i < count; i++) {
        if (check_non_blocking(o->accepted[i]) != 0) {
            return -1;
        }
    }
    disconnect(o);
    return 0;
}

static void accept_close(operation *o)
{
    disconnect(o);
    close(o->listener);
    close(o->epoll);
}

const operation_kind operation_accept = {
    .name = "accept",
    .batch = BATCH,
    .usual = {.connections = BATCH},
    .memory = sizeof(operation),
    .open = accept_open,
    .prepare = accept_prepare,
    .run = accept_run,
    .finish = accept_finish,
    .close = accept_close,
};
