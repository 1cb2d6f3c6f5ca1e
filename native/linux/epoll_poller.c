/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hr_memory.h"
#include "linux/epoll_poller.h"
#include "portable/token_states.h"
#include "posix/deadline.h"

#ifndef SYS_epoll_pwait2
#define SYS_epoll_pwait2 441 /* on every architecture; Linux 5.11 */
#endif

enum { WAKE_TOKEN = 0 };

_Static_assert(sizeof(struct epoll_event) <= sizeof(hr_event), "epoll's events must fit in where ours go");

/* As epoll_wait, with nanoseconds. */
typedef int wait_call(int epoll, struct epoll_event *to, int room, int64_t timeout_ns);

struct hr_poller {
    int epoll;
    int eventfd; /* edge-triggered and never read */
    wait_call *wait;
    atomic_bool woken;
    pthread_mutex_t lock; /* guards tokens, and orders system calls on registered numbers */
    hr_token_states tokens;
};

static uint32_t to_epoll(uint32_t mask)
{
    if ((mask & HR_EXCLUSIVE) != 0) { /* the kernel refuses the others with it */
        return (mask & HR_READ ? EPOLLIN : 0) | (mask & HR_WRITE ? EPOLLOUT : 0) | EPOLLEXCLUSIVE;
    }
    return (mask & HR_READ ? EPOLLIN | EPOLLRDHUP : 0) | (mask & HR_WRITE ? EPOLLOUT : 0) |
           (mask & HR_URGENT ? EPOLLPRI : 0) | (mask & HR_EDGE ? EPOLLET : 0) | (mask & HR_ONESHOT ? EPOLLONESHOT : 0);
}

static uint32_t from_epoll(uint32_t events)
{
    return (events & EPOLLIN ? HR_READ : 0) | (events & EPOLLOUT ? HR_WRITE : 0) | (events & EPOLLPRI ? HR_URGENT : 0) |
           (events & EPOLLRDHUP ? HR_HALF_CLOSED : 0) | (events & EPOLLHUP ? HR_HANGUP : 0) |
           (events & EPOLLERR ? HR_ERROR_PENDING : 0);
}

static int control(const hr_poller *poller, int op, const hr_change *change)
{
    struct epoll_event event = {.events = to_epoll(change->now), .data.u64 = change->token};
    return epoll_ctl(poller->epoll, op, (int)change->socket, &event);
}

/* EBADF, ENOENT: the kernel has removed it when the file was closed. */
static hr_result take_out(const hr_poller *poller, hr_socket socket)
{
    struct epoll_event unused = {0}; /* NULL is refused before Linux 2.6.9 */
    if (epoll_ctl(poller->epoll, EPOLL_CTL_DEL, (int)socket, &unused) < 0 && errno != EBADF && errno != ENOENT) {
        return hr_error_from_os(errno);
    }
    return 0;
}

/* epoll_ctl(2): EPOLLEXCLUSIVE only with EPOLL_CTL_ADD, and no EPOLL_CTL_MOD of what has it. */
static hr_result replace_socket(const hr_poller *poller, const hr_change *change)
{
    hr_result result = take_out(poller, change->socket);
    return result < 0 || control(poller, EPOLL_CTL_ADD, change) >= 0 ? result : hr_error_from_os(errno);
}

static bool is_exclusive(const hr_change *change)
{
    return ((change->was | change->now) & HR_EXCLUSIVE) != 0;
}

/* EEXIST: a registration under this number was not removed. */
static hr_result add_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    (void)state;
    if (is_exclusive(change)) {
        return replace_socket(poller, change);
    }
    if (control(poller, EPOLL_CTL_ADD, change) < 0 && (errno != EEXIST || control(poller, EPOLL_CTL_MOD, change) < 0)) {
        return hr_error_from_os(errno);
    }
    return 0;
}

/* ENOENT: the file was closed and the number opened again. */
static hr_result modify_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    (void)state;
    if (is_exclusive(change)) {
        return replace_socket(poller, change);
    }
    if (control(poller, EPOLL_CTL_MOD, change) < 0 && (errno != ENOENT || control(poller, EPOLL_CTL_ADD, change) < 0)) {
        return hr_error_from_os(errno);
    }
    return 0;
}

static hr_result remove_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    (void)state;
    return change->flags & HR_CHANGE_CLOSED ? 0 : take_out(poller, change->socket);
}

static const hr_token_calls calls = {.add = add_socket, .modify = modify_socket, .remove = remove_socket};

static int apply(hr_poller *poller, const hr_change *changes, int nchanges, hr_event *events)
{
    if (nchanges == 0) {
        return 0;
    }
    pthread_mutex_lock(&poller->lock);
    int failed = hr_token_states_apply(&poller->tokens, &calls, poller, changes, nchanges, events);
    pthread_mutex_unlock(&poller->lock);
    return failed;
}

static int pwait2(int epoll, struct epoll_event *to, int room, int64_t timeout_ns)
{
    const struct {
        int64_t seconds;
        int64_t nanoseconds;
    } timeout = {timeout_ns / 1000000000, timeout_ns % 1000000000};
    return (int)syscall(SYS_epoll_pwait2, epoll, to, room, &timeout, NULL, 0);
}

static int wait_ns(int epoll, struct epoll_event *to, int room, int64_t timeout_ns)
{
    return timeout_ns > 0 ? pwait2(epoll, to, room, timeout_ns) : epoll_wait(epoll, to, room, timeout_ns < 0 ? -1 : 0);
}

static int wait_ms(int epoll, struct epoll_event *to, int room, int64_t timeout_ns)
{
    int64_t ms = timeout_ns / 1000000 + (timeout_ns % 1000000 > 0);
    return epoll_wait(epoll, to, room, timeout_ns < 0 ? -1 : ms < INT_MAX ? (int)ms : INT_MAX);
}

/* Any failure counts as a lack: seccomp profiles answer EPERM for calls that they do not know. */
static wait_call *finest_wait(int epoll)
{
    struct epoll_event unused;
    return pwait2(epoll, &unused, 1, 0) < 0 ? wait_ms : wait_ns;
}

/* The kernel's events lie at the end of where ours go, so that none is overwritten before it was read. */
static int convert(const struct epoll_event *from, int count, hr_event *to)
{
    int converted = 0;
    for (int i = 0; i < count; i++) {
        struct epoll_event event;
        memcpy(&event, &from[i], sizeof event);
        if (event.data.u64 != WAKE_TOKEN) {
            to[converted++] = (hr_event){event.data.u64, from_epoll(event.events), 0};
        }
    }
    return converted;
}

static bool take_wakeup(hr_poller *poller)
{
    return atomic_load(&poller->woken) && atomic_exchange(&poller->woken, false);
}

/* An edge of the eventfd may come late, after the wakeup was taken; the wait then goes on. */
static hr_result harvest(hr_poller *poller, hr_event *events, int capacity, int64_t timeout_ns)
{
    int64_t deadline = hr_deadline_after(timeout_ns);
    void *end = &events[capacity];
    struct epoll_event *tail = (struct epoll_event *)end - capacity;
    int count;
    bool woken;
    do {
        int found = poller->wait(poller->epoll, tail, capacity, hr_deadline_left(deadline));
        if (found < 0 && errno != EINTR) {
            return hr_error_from_os(errno);
        }
        count = convert(tail, found, events);
        woken = take_wakeup(poller);
    } while (count == 0 && !woken && hr_deadline_left(deadline) != 0);
    return count | (woken ? HR_WAIT_WOKEN : 0);
}

static hr_result poller_open(hr_poller **poller_out)
{
    hr_result error;
    hr_poller *poller = hr_memory_allocate(sizeof *poller);
    if (poller == NULL) {
        return hr_error_from_os(ENOMEM);
    }
    poller->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (poller->epoll < 0) {
        error = hr_error_from_os(errno);
        goto free_poller;
    }
    poller->eventfd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (poller->eventfd < 0) {
        error = hr_error_from_os(errno);
        goto close_epoll;
    }
    const hr_change wake = {.socket = poller->eventfd, .token = WAKE_TOKEN, .now = HR_READ | HR_EDGE};
    if (control(poller, EPOLL_CTL_ADD, &wake) < 0) {
        error = hr_error_from_os(errno);
        goto close_eventfd;
    }
    int failed = pthread_mutex_init(&poller->lock, NULL);
    if (failed != 0) {
        error = hr_error_from_os(failed);
        goto close_eventfd;
    }
    poller->wait = finest_wait(poller->epoll);
    *poller_out = poller;
    return 0;

close_eventfd:
    close(poller->eventfd);
close_epoll:
    close(poller->epoll);
free_poller:
    hr_memory_free(poller, sizeof *poller);
    return error;
}

static hr_result poller_wait(hr_poller *poller, const hr_change *changes, int nchanges, hr_event *events, int capacity,
                             int64_t timeout_ns)
{
    int failed = apply(poller, changes, nchanges, events);
    if (failed == capacity) {
        return failed;
    }
    hr_result found = harvest(poller, events + failed, capacity - failed, failed > 0 ? 0 : timeout_ns);
    return found < 0 ? found : found + failed;
}

static hr_result poller_wakeup(hr_poller *poller)
{
    if (atomic_exchange(&poller->woken, true)) {
        return 0;
    }
    uint64_t count = 1;
    while (write(poller->eventfd, &count, sizeof count) < 0) {
        /* EAGAIN: 2^64 - 2 wakeups; a read starts from 0 again. */
        if (errno == EAGAIN && read(poller->eventfd, &count, sizeof count) > 0) {
            count = 1;
        } else if (errno != EAGAIN && errno != EINTR) {
            return hr_error_from_os(errno);
        }
    }
    return 0;
}

static hr_result poller_forget(hr_poller *poller, hr_socket socket, uint64_t token)
{
    hr_token_state *state;
    pthread_mutex_lock(&poller->lock);
    hr_result result = hr_token_states_forget(&poller->tokens, token, &state) ? take_out(poller, socket) : 0;
    pthread_mutex_unlock(&poller->lock);
    return result;
}

static hr_result poller_change(hr_poller *poller, const hr_change *change)
{
    hr_event failure;
    return apply(poller, change, 1, &failure) == 0 ? 0 : -(hr_result)failure.aux;
}

static hr_result poller_descriptor(const hr_poller *poller)
{
    return poller->epoll;
}

static void poller_close(hr_poller *poller)
{
    close(poller->eventfd);
    close(poller->epoll);
    pthread_mutex_destroy(&poller->lock);
    hr_token_states_free(&poller->tokens);
    hr_memory_free(poller, sizeof *poller);
}

const hr_poller_backend hr_epoll_poller = {
    .name = "epoll",
    .caps = HR_CAP_LEVEL | HR_CAP_EDGE | HR_CAP_ONESHOT | HR_CAP_CHANGE_AT_ONCE | HR_CAP_EXCLUSIVE | HR_CAP_URGENT |
            HR_CAP_QUIET_WRITE,
    .open = poller_open,
    .wait = poller_wait,
    .wakeup = poller_wakeup,
    .forget = poller_forget,
    .change = poller_change,
    .descriptor = poller_descriptor,
    .close = poller_close,
};
