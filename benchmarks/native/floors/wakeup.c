/* SPDX-License-Identifier: Apache-2.0 */
#include "operation.h"

#include "failure.h"
#include "readiness.h"

#include <inttypes.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define BATCH 1000

/* Edge-triggered, an eventfd need not be read: each write is an edge of its own. */
struct operation {
    int epoll;
    int eventfd;
    int64_t woken;
    int64_t found;
};

static int open_eventfd(operation *o)
{
    o->eventfd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (o->eventfd < 0) {
        return failed_call("eventfd");
    }
    if (readiness_watch(o->epoll, o->eventfd, EPOLLIN | EPOLLET) != 0) {
        close(o->eventfd);
        return -1;
    }
    return 0;
}

static int wakeup_open(operation *o, const plan *p)
{
    (void)p;
    o->epoll = readiness_open();
    if (o->epoll < 0) {
        return -1;
    }
    if (open_eventfd(o) != 0) {
        close(o->epoll);
        return -1;
    }
    return 0;
}

static int wakeup_run(operation *o, int count)
{
    const uint64_t one = 1;
    struct epoll_event event;
    for (int i = 0; i < count; i++) {
        if (write(o->eventfd, &one, sizeof one) != (ssize_t)sizeof one) {
            return failed_call("write of an eventfd");
        }
        o->woken++;
        int found = epoll_wait(o->epoll, &event, 1, -1);
        if (found < 0) {
            return failed_call("epoll_wait");
        }
        o->found += found;
    }
    return 0;
}

static int wakeup_check(operation *o)
{
    if (o->found != o->woken) {
        return failed("wakeups found: expected %" PRId64 ", was %" PRId64, o->woken, o->found);
    }
    return readiness_check_none(o->epoll);
}

static void wakeup_close(operation *o)
{
    close(o->eventfd);
    close(o->epoll);
}

const operation_kind operation_wakeup = {
    .name = "wakeup",
    .batch = BATCH,
    .memory = sizeof(operation),
    .open = wakeup_open,
    .run = wakeup_run,
    .check = wakeup_check,
    .close = wakeup_close,
};
