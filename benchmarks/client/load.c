/* SPDX-License-Identifier: Apache-2.0 */
#include "workload.h"

#include "descriptors.h"
#include "failure.h"
#include "opening.h"
#include "resident.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#define BATCH 256
#define NANOS INT64_C(1000000000)
/* Descriptors beside the connections: the standard ones, epoll, a file of /proc, the first request's. */
#define OTHER_DESCRIPTORS 8

uint64_t slot_token(const load *l, const slot *s, unsigned message)
{
    return (uint64_t)(s - l->slots) << 32 | (uint32_t)(s->sequence + message);
}

int load_watch(load *l, slot *s, int operation, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.ptr = s};
    return epoll_ctl(l->epoll, operation, s->fd, &event) == 0 ? 0 : failed_call("epoll_ctl");
}

void load_answered(load *l, const slot *s, unsigned count, int64_t now_ns)
{
    l->last_answer_ns = now_ns;
    if (l->measuring) {
        l->result->requests += count;
        histogram_record(&l->result->latency_ns, (uint64_t)(now_ns - s->intended_ns), count);
    }
}

static int start(load *l, slot *s, int64_t intended_ns)
{
    s->intended_ns = intended_ns;
    l->under_way++;
    return l->plan->workload->start(l, s);
}

int load_next(load *l, slot *s, int64_t now_ns)
{
    l->under_way--;
    return l->ending ? 0 : start(l, s, now_ns);
}

static int check_patience(const load *l, int64_t now_ns)
{
    if (l->under_way == 0 || now_ns - l->last_answer_ns < l->plan->patience_ns) {
        return 0;
    }
    return failed("no answer for %lld ms on any of the %d connections that wait for one",
                  (long long)(l->plan->patience_ns / 1000000), l->under_way);
}

int load_turn(load *l)
{
    struct epoll_event events[BATCH];
    int64_t wait_ns = l->until_ns - monotonic_ns();
    wait_ns = wait_ns < 0 ? 0 : wait_ns;
    struct timespec timeout = {.tv_sec = wait_ns / NANOS, .tv_nsec = wait_ns % NANOS};
    int n = epoll_pwait2(l->epoll, events, BATCH, &timeout, NULL);
    if (n < 0 && errno != EINTR) {
        return failed_call("epoll_pwait2");
    }
    for (int i = 0; i < n; i++) {
        if (l->plan->workload->ready(l, events[i].data.ptr, events[i].events) != 0) {
            return -1;
        }
    }
    return n > 0 ? 0 : check_patience(l, monotonic_ns());
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Until the time has come and, where that is measured, one answer at least. */
static int drive(load *l, int64_t until_ns)
{
    int64_t now = monotonic_ns();
    while (now < until_ns || (l->measuring && l->result->requests == 0)) {
        l->until_ns = now < until_ns ? earlier(until_ns, now + l->plan->patience_ns) : now + l->plan->patience_ns;
        if (l->plan->workload->turn(l) != 0) {
            return -1;
        }
        now = monotonic_ns();
    }
    return 0;
}

/* An answer that never comes is noticed here, when other connections were answered all the time. */
static int finish(load *l)
{
    l->measuring = false;
    l->ending = true;
    l->last_answer_ns = monotonic_ns();
    while (l->under_way > 0) {
        l->until_ns = l->last_answer_ns + l->plan->patience_ns;
        if (l->plan->workload->turn(l) != 0) {
            return -1;
        }
    }
    return opening_check_idle(l);
}

static int start_all(load *l)
{
    l->last_answer_ns = monotonic_ns();
    for (int i = 0; i < l->opened; i++) {
        if (start(l, &l->slots[i], monotonic_ns()) != 0) {
            return -1;
        }
    }
    return 0;
}

static int read_clocks(const load *l, clocks *out)
{
    return clocks_read(out, l->plan->server_pid, l->plan->server_core);
}

static int measure(load *l)
{
    clocks begin;
    clocks end;
    if (drive(l, monotonic_ns() + l->plan->warmup_ns) != 0 || read_clocks(l, &begin) != 0) {
        return -1;
    }
    l->measuring = true;
    if (drive(l, begin.wall_ns + l->plan->window_ns) != 0 || read_clocks(l, &end) != 0) {
        return -1;
    }
    l->result->spent = clocks_difference(&end, &begin);
    return resident_read(&l->result->resident, l->plan->server_pid);
}

static int run(load *l)
{
    return resident_read(&l->result->resident_before, l->plan->server_pid) != 0 || l->plan->workload->prepare(l) != 0 ||
                   opening_all(l) != 0 || start_all(l) != 0 || measure(l) != 0
               ? -1
               : finish(l);
}

static int check_descriptors(const load_plan *plan)
{
    int limit = descriptors_raise_limit();
    int needed = plan->connections + plan->idle + OTHER_DESCRIPTORS;
    if (limit < 0) {
        return -1;
    }
    return needed <= limit ? 0 : failed("%d descriptors are needed; the limit is %d (ulimit -Hn)", needed, limit);
}

int load_run(const load_plan *plan, load_result *out)
{
    int result = -1;
    load l = {.plan = plan, .result = out};
    if (check_descriptors(plan) != 0) {
        return -1;
    }
    l.epoll = epoll_create1(EPOLL_CLOEXEC);
    if (l.epoll < 0) {
        return failed_call("epoll_create1");
    }
    l.slots = calloc((size_t)plan->connections, sizeof *l.slots);
    l.idle = calloc((size_t)plan->idle + 1, sizeof *l.idle);
    l.buffer = malloc(RECEIVE_SIZE);
    if (l.slots == NULL || l.idle == NULL || l.buffer == NULL) {
        warn("out of memory");
    } else {
        result = run(&l);
    }
    opening_close_all(&l);
    close(l.epoll);
    exchange_close(&l.exchange);
    free(l.slots);
    free(l.idle);
    free(l.buffer);
    return result;
}
