/* SPDX-License-Identifier: Apache-2.0 */
#include "workload.h"

#include "calls.h"
#include "descriptors.h"
#include "failure.h"
#include "monotonic.h"
#include "opening.h"
#include "resident.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <unistd.h>

#define BATCH 256
#define NANOS INT64_C(1000000000)
#define OVERDUE_CHECK_NS (NANOS / 20)
/* Descriptors in addition to the connections: the standard ones, epoll, a file of /proc, the first request's. */
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
    l->waiting_since_ns = now_ns;
    if (l->measuring) {
        l->result->requests += count;
        histogram_record(&l->result->latency_ns, (uint64_t)(now_ns - s->intended_ns), count);
    }
}

static int start(load *l, slot *s, int64_t intended_ns)
{
    s->intended_ns = intended_ns;
    if (l->under_way++ == 0) {
        l->waiting_since_ns = intended_ns;
    }
    return l->plan->workload->start(l, s);
}

int load_next(load *l, slot *s, int64_t now_ns)
{
    l->under_way--;
    if (l->ending) {
        return 0;
    }
    if (!l->scheduled) {
        return start(l, s, now_ns);
    }
    if (schedule_due(&l->schedule) <= now_ns) {
        return start(l, s, schedule_take(&l->schedule));
    }
    schedule_put_slot(&l->schedule, (int)(s - l->slots));
    return 0;
}

static int start_due(load *l, int64_t now_ns)
{
    while (!l->ending && l->schedule.count > 0 && schedule_due(&l->schedule) <= now_ns) {
        if (start(l, &l->slots[schedule_take_slot(&l->schedule)], schedule_take(&l->schedule)) != 0) {
            return -1;
        }
    }
    return 0;
}

int load_check_patience(const load *l, int64_t now_ns)
{
    if (l->under_way == 0 || now_ns - l->waiting_since_ns < l->plan->patience_ns) {
        return 0;
    }
    return failed("no answer for %lld ms on any of the %d connections that wait for one",
                  (long long)(l->plan->patience_ns / 1000000), l->under_way);
}

static int64_t earlier(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t turn_end(const load *l)
{
    int64_t end = l->until_ns;
    if (l->schedule.count > 0 && !l->ending) {
        end = earlier(end, schedule_due(&l->schedule));
    }
    return l->plan->workload->overdue == NULL ? end : earlier(end, l->overdue_check_ns);
}

static int wait_for_events(const load *l, struct epoll_event *events)
{
    int64_t wait_ns = turn_end(l) - monotonic_ns();
    wait_ns = wait_ns < 0 ? 0 : wait_ns;
    struct timespec timeout = {.tv_sec = wait_ns / NANOS, .tv_nsec = wait_ns % NANOS};
    int n = epoll_pwait2(l->epoll, events, BATCH, &timeout, NULL);
    if (n < 0) {
        return errno == EINTR ? 0 : failed_call("epoll_pwait2");
    }
    return n;
}

static int check_overdue(load *l, int64_t now_ns)
{
    if (l->plan->workload->overdue == NULL || now_ns < l->overdue_check_ns) {
        return 0;
    }
    l->overdue_check_ns = now_ns + OVERDUE_CHECK_NS;
    return l->plan->workload->overdue(l, now_ns);
}

int load_turn(load *l)
{
    struct epoll_event events[BATCH];
    int n = wait_for_events(l, events);
    for (int i = 0; i < n; i++) {
        if (l->plan->workload->ready(l, events[i].data.ptr, events[i].events) != 0) {
            return -1;
        }
    }
    if (n < 0) {
        return -1;
    }
    int64_t now_ns = monotonic_ns();
    if (start_due(l, now_ns) != 0 || check_overdue(l, now_ns) != 0) {
        return -1;
    }
    return n > 0 ? 0 : load_check_patience(l, now_ns);
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

/*
 * Starts nothing more, until all is answered. An answer that never comes is noticed here, when other connections were
 * answered all the time.
 */
static int let_end(load *l)
{
    l->ending = true;
    l->waiting_since_ns = monotonic_ns();
    while (l->under_way > 0) {
        l->until_ns = l->waiting_since_ns + l->plan->patience_ns;
        if (l->plan->workload->turn(l) != 0) {
            return -1;
        }
    }
    return 0;
}

static int finish(load *l)
{
    l->measuring = false;
    return let_end(l) != 0 ? -1 : opening_check_idle(l);
}

static int start_all(load *l)
{
    for (int i = 0; i < l->opened; i++) {
        if (l->scheduled) {
            schedule_put_slot(&l->schedule, i);
        } else if (start(l, &l->slots[i], monotonic_ns()) != 0) {
            return -1;
        }
    }
    schedule_restart(&l->schedule, monotonic_ns());
    return 0;
}

static int read_clocks(const load *l, clocks *out)
{
    return clocks_read(out, l->plan->server_pid, l->plan->server_core, l->plan->client_core);
}

static int announce(void)
{
    return puts("window") >= 0 && fflush(stdout) == 0 ? 0 : failed_call("stdout");
}

/* Where calls are counted, nothing is under way as that begins and ends: so they are those of the requests. */
static bool rests(const load *l, const call_counter *calls)
{
    return calls->count > 0 && !l->scheduled && !l->plan->workload->floods;
}

static int resume(load *l)
{
    l->ending = false;
    return start_all(l);
}

/* The schedule begins again, so that what could not be sent during the warm-up is not made up for in the window. */
static int measure_window(load *l, const call_counter *calls)
{
    clocks begin;
    clocks end;
    if (rests(l, calls) && let_end(l) != 0) {
        return -1;
    }
    if (l->plan->announce && announce() != 0) {
        return -1;
    }
    if (read_clocks(l, &begin) != 0 || calls_start(calls) != 0) {
        return -1;
    }
    l->measuring = true;
    schedule_restart(&l->schedule, begin.wall_ns);
    if ((rests(l, calls) && resume(l) != 0) || drive(l, begin.wall_ns + l->plan->window_ns) != 0 ||
        (rests(l, calls) && let_end(l) != 0)) {
        return -1;
    }
    if (calls_stop(calls, &l->result->server_calls) != 0 || read_clocks(l, &end) != 0) {
        return -1;
    }
    l->result->calls_counted = calls->count > 0;
    l->result->spent = clocks_difference(&end, &begin);
    return resident_read(&l->result->resident, l->plan->server_pid);
}

static int measure(load *l)
{
    call_counter calls = {0};
    if (drive(l, monotonic_ns() + l->plan->warmup_ns) != 0) {
        return -1;
    }
    if (l->plan->count_calls && calls_open(&calls, l->plan->server_pid) != 0) {
        calls_close(&calls);
    }
    int result = measure_window(l, &calls);
    calls_close(&calls);
    return result;
}

/* With the kernel's usual slack of 50 us no schedule in steps of less would hold. */
static int prepare_schedule(load *l)
{
    if (l->plan->rate == 0) {
        return 0;
    }
    l->scheduled = true;
    if (prctl(PR_SET_TIMERSLACK, 1) != 0) {
        return failed_call("prctl");
    }
    return schedule_open(&l->schedule, l->plan->rate, l->plan->depth, l->plan->connections);
}

static int run(load *l)
{
    return resident_read(&l->result->resident_before, l->plan->server_pid) != 0 || prepare_schedule(l) != 0 ||
                   l->plan->workload->prepare(l) != 0 || opening_all(l) != 0 || start_all(l) != 0 || measure(l) != 0
               ? -1
               : finish(l);
}

int load_run(const load_plan *plan, load_result *out)
{
    int result = -1;
    load l = {.plan = plan, .result = out};
    if (descriptors_require(plan->connections + plan->idle + OTHER_DESCRIPTORS) != 0) {
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
    schedule_close(&l.schedule);
    free(l.flood);
    if (plan->workload->close != NULL) {
        plan->workload->close(&l);
    }
    free(l.slots);
    free(l.idle);
    free(l.buffer);
    return result;
}
