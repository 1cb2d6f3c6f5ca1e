/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/types.h>
/* After sys/types.h, which it needs on FreeBSD. */
#include <sys/event.h>
#include <sys/time.h>
#include <unistd.h>

#include "bsd/kqueue_plan.h"
#include "bsd/kqueue_poller.h"
#include "hr_memory.h"
#include "portable/token_states.h"
#include "posix/deadline.h"
#include "stub/stub_poller.h"

/* The identifier and the udata of the only EVFILT_USER. */
enum { WAKE_IDENT = 0, FIRST_ROOM = 32 };

/* What a token's state keeps in its place: the registered mask, marks, and the number of the call with its changes. */
enum {
    MASK = HR_READ | HR_WRITE | HR_EDGE | HR_ONESHOT,
    DISARMED = 1 << 8,  /* HR_ONESHOT: one filter has reported, the other may still be enabled */
    NO_READER = 1 << 9, /* a pipe without a reader takes no EVFILT_WRITE */
    CALL_SHIFT = 10,
    CALL_MASK = (1 << (32 - CALL_SHIFT)) - 1,
};

/* A list of memory that grows; what is in it moves along. */
typedef struct {
    struct kevent *items;
    size_t room;
} kevent_list;

struct hr_poller {
    int kqueue;
    atomic_bool woken;

    pthread_mutex_t lock;    /* guards what is below, but the memory of the lists belongs to the waiting thread */
    pthread_cond_t returned; /* a kevent(2) with changes came back */
    hr_token_states tokens;
    uint32_t call;    /* number of the kevent(2) that has the changes of the last wait */
    bool changing;    /* that call has begun, so its changes may be made at any moment */
    uint64_t *unread; /* tokens of level registrations that have NO_READER, and some that have ended */
    size_t unread_room;
    size_t unread_count;

    kevent_list changes;
    int nchanges;
    kevent_list reports;
    int held; /* reports that found no room, in front */
};

static hr_result grow(kevent_list *list, size_t room)
{
    size_t size = sizeof *list->items;
    if (room > list->room) {
        struct kevent *more = hr_memory_resize(list->items, list->room * size, 2 * room * size);
        if (more == NULL) {
            return hr_error_from_os(ENOMEM);
        }
        *list = (kevent_list){more, 2 * room};
    }
    return 0;
}

static hr_result grow_unread(hr_poller *poller, size_t room)
{
    size_t size = sizeof *poller->unread;
    if (room > poller->unread_room) {
        uint64_t *more = hr_memory_resize(poller->unread, poller->unread_room * size, 2 * room * size);
        if (more == NULL) {
            return hr_error_from_os(ENOMEM);
        }
        poller->unread = more;
        poller->unread_room = 2 * room;
    }
    return 0;
}

/* For one more change of a registration: the list of reports has room for each change to fail. */
static hr_result make_room(hr_poller *poller)
{
    size_t most = (size_t)poller->nchanges + HR_FILTER_CHANGES;
    hr_result result = grow(&poller->changes, most);
    if (result == 0) {
        result = grow(&poller->reports, (size_t)poller->held + most);
    }
    return result == 0 ? grow_unread(poller, poller->unread_count + most) : result;
}

static short filter_of(uint32_t direction)
{
    return direction == HR_READ ? EVFILT_READ : EVFILT_WRITE;
}

/* ENOENT, EBADF: close(2) has dropped it. EV_RECEIPT: so that the call takes no reports. */
static hr_result take_out(const hr_poller *poller, hr_socket socket, uint32_t mask)
{
    struct kevent items[2];
    int count = 0;
    for (uint32_t direction = HR_READ; direction <= HR_WRITE; direction <<= 1) {
        if (mask & direction) {
            EV_SET(&items[count++], (uintptr_t)socket, filter_of(direction), EV_DELETE | EV_RECEIPT, 0, 0, NULL);
        }
    }
    const struct timespec now = {0, 0};
    int told = kevent(poller->kqueue, items, count, items, count, &now);
    if (told < 0) {
        return hr_error_from_os(errno);
    }
    for (int i = 0; i < told; i++) {
        if (items[i].data != 0 && items[i].data != ENOENT && items[i].data != EBADF) {
            return hr_error_from_os((int)items[i].data);
        }
    }
    return 0;
}

/* EV_ADD alone leaves a filter disabled that EV_DISPATCH has disabled. */
static unsigned short flags_of(bool add, uint32_t mask)
{
    return add ? EV_ADD | EV_ENABLE | (mask & HR_EDGE ? EV_CLEAR : 0) | (mask & HR_ONESHOT ? EV_DISPATCH : 0)
               : EV_DELETE;
}

static void pack(hr_poller *poller, const hr_change *change, uint32_t was, uint32_t now)
{
    hr_filter_change filters[HR_FILTER_CHANGES];
    int count = hr_kqueue_plan(was, now, change->doubt, filters);
    for (int i = 0; i < count; i++) {
        EV_SET(&poller->changes.items[poller->nchanges++], (uintptr_t)change->socket, filter_of(filters[i].direction),
               flags_of(filters[i].add, now), 0, 0, (void *)(uintptr_t)change->token);
    }
}

static uint32_t stamped(const hr_poller *poller, uint32_t marks)
{
    return marks | (poller->call & CALL_MASK) << CALL_SHIFT;
}

static hr_result add_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    hr_result room = make_room(poller);
    if (room == 0) {
        pack(poller, change, 0, change->now);
        state->place = stamped(poller, change->now & MASK);
    }
    return room;
}

static hr_result modify_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    hr_result room = make_room(poller);
    if (room < 0) {
        (void)take_out(poller, change->socket, state->place); /* the first error is the one to tell */
        return room;
    }
    uint32_t was = state->place & (state->place & NO_READER ? MASK & ~(uint32_t)HR_WRITE : MASK);
    pack(poller, change, was, change->now);
    state->place = stamped(poller, change->now & MASK);
    return 0;
}

static hr_result remove_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    uint32_t was = state->place;
    state->place = stamped(poller, 0);
    if (change->flags & HR_CHANGE_CLOSED) {
        return 0;
    }
    if (make_room(poller) < 0) {
        return take_out(poller, change->socket, was);
    }
    pack(poller, change, was & MASK, 0);
    return 0;
}

static const hr_token_calls calls = {.add = add_socket, .modify = modify_socket, .remove = remove_socket};

/* EV_CLEAR in this change would take the trigger back (FreeBSD, filt_usertouch). */
static hr_result trigger(const hr_poller *poller)
{
    struct kevent wake;
    EV_SET(&wake, WAKE_IDENT, EVFILT_USER, 0, NOTE_TRIGGER, 0, NULL);
    while (kevent(poller->kqueue, &wake, 1, NULL, 0, NULL) < 0) {
        if (errno != EINTR) {
            return hr_error_from_os(errno);
        }
    }
    return 0;
}

/* A refusal or a reset ends both directions, and says so with the error on both filters (filt_soread, filt_sowrite). */
static uint32_t ready_of(const struct kevent *report)
{
    bool over = report->flags & EV_EOF;
    uint32_t ready = report->filter == EVFILT_WRITE ? HR_WRITE : HR_READ | (over ? HR_HALF_CLOSED : 0);
    return ready | (over && report->fflags != 0 ? HR_HANGUP | HR_ERROR_PENDING : 0);
}

/* A change failed: of the token nothing stays registered. */
static hr_event fail(const hr_poller *poller, const struct kevent *report, uint64_t token, hr_token_state *state)
{
    hr_result error = hr_error_from_os((int)report->data);
    hr_result taken = take_out(poller, (hr_socket)report->ident, state->place);
    state->live = 0;
    return (hr_event){token, HR_CHANGE_FAILED, (uint32_t) - (taken < 0 ? taken : error)};
}

/* FreeBSD answers EPIPE and registers nothing (pipe_kqfilter); a write finds the same. */
static hr_event tell_no_reader(hr_poller *poller, uint64_t token, hr_token_state *state)
{
    state->place |= NO_READER;
    if ((state->place & (HR_EDGE | HR_ONESHOT)) == 0) {
        poller->unread[poller->unread_count++] = token;
    }
    return (hr_event){token, HR_WRITE | HR_ERROR_PENDING, 0};
}

/* What a report tells; ready is 0 where it tells nothing. */
static hr_event take(hr_poller *poller, const struct kevent *report)
{
    uint64_t token = (uintptr_t)report->udata;
    hr_token_state *state = report->filter == EVFILT_USER ? NULL : hr_token_states_live(&poller->tokens, token);
    if (state == NULL || (state->place & DISARMED)) {
        return (hr_event){0};
    }
    if (!(report->flags & EV_ERROR)) {
        return (hr_event){token, ready_of(report), 0};
    }
    if (report->data == EPIPE && report->filter == EVFILT_WRITE) {
        return tell_no_reader(poller, token, state);
    }
    /* ENOENT: of EV_DELETE; the number was closed and opened again. */
    return report->data == 0 || report->data == ENOENT ? (hr_event){0} : fail(poller, report, token, state);
}

/* EV_DISPATCH has disabled one filter: what the other reports from now on is dropped until the token is armed again. */
static void disarm(hr_poller *poller, const hr_event *events, int count)
{
    for (int i = 0; i < count; i++) {
        hr_token_state *state = hr_token_states_live(&poller->tokens, events[i].token);
        if (state != NULL && (state->place & HR_ONESHOT)) {
            state->place |= DISARMED;
        }
    }
}

/* Result: how many events. What finds no room is held for the next wait. */
static int take_all(hr_poller *poller, int found, hr_event *events, int capacity)
{
    struct kevent *items = poller->reports.items;
    int total = poller->held + found;
    int taken = 0;
    int count = 0;
    while (taken < total && count < capacity) {
        events[count] = take(poller, &items[taken++]);
        count += events[count].ready != 0;
    }
    disarm(poller, events, count);
    poller->held = total - taken;
    memmove(items, items + taken, (size_t)poller->held * sizeof *items);
    return count;
}

/* Level registrations report in each wait. */
static int tell_unread(hr_poller *poller, hr_event *events, int capacity)
{
    size_t kept = 0;
    int count = 0;
    for (size_t i = 0; i < poller->unread_count; i++) {
        uint64_t token = poller->unread[i];
        const hr_token_state *state = hr_token_states_live(&poller->tokens, token);
        if (state != NULL && (state->place & NO_READER)) {
            poller->unread[kept++] = token;
            if (count < capacity) {
                events[count++] = (hr_event){token, HR_WRITE | HR_ERROR_PENDING, 0};
            }
        }
    }
    poller->unread_count = kept;
    return count;
}

static bool take_wakeup(hr_poller *poller)
{
    return atomic_load(&poller->woken) && atomic_exchange(&poller->woken, false);
}

/* macOS refuses a longer time (timespec_is_valid). */
static const struct timespec *timespec_of(int64_t nanoseconds, struct timespec *to)
{
    int64_t seconds = nanoseconds / 1000000000;
    *to = (struct timespec){seconds < INT32_MAX ? (time_t)seconds : INT32_MAX, (long)(nanoseconds % 1000000000)};
    return nanoseconds < 0 ? NULL : to;
}

/* The lock is free meanwhile. */
static int kevent_unlocked(hr_poller *poller, int nchanges, int room, int64_t timeout_ns)
{
    struct timespec time;
    struct kevent *changes = poller->changes.items;
    struct kevent *reports = poller->reports.items + poller->held;
    poller->changing = nchanges > 0;
    pthread_mutex_unlock(&poller->lock);
    int found = kevent(poller->kqueue, changes, nchanges, reports, room, timespec_of(timeout_ns, &time));
    int error = errno;
    pthread_mutex_lock(&poller->lock);
    if (poller->changing) {
        poller->changing = false;
        pthread_cond_broadcast(&poller->returned);
    }
    errno = error;
    return found;
}

/* For this wait: as many as the caller takes, if there is memory, and each change that may fail. */
static int room_for(const hr_poller *poller, int nchanges, int capacity)
{
    int wanted = capacity > nchanges ? capacity : nchanges;
    int there = (int)poller->reports.room - poller->held;
    return wanted < there ? wanted : there;
}

static bool is_failure(const struct kevent *report)
{
    return report->flags & EV_ERROR;
}

/*
 * The list of reports has room for each change to fail: where an error finds none, the call ends and the later changes
 * are not made. Errors come alone, and after EINTR the changes are made; the wait then goes on without them.
 */
static hr_result exchange(hr_poller *poller, hr_event *events, int capacity, int64_t deadline)
{
    int nchanges = poller->nchanges;
    int count = 0;
    bool woken = false;
    bool unfinished;
    do {
        int room = room_for(poller, nchanges, capacity - count);
        bool block = count == 0 && poller->held == 0 && !woken;
        int found = kevent_unlocked(poller, nchanges, room, block ? hr_deadline_left(deadline) : 0);
        if (found < 0 && errno != EINTR) {
            return hr_error_from_os(errno);
        }
        unfinished = found < 0 || (found > 0 && is_failure(&poller->reports.items[poller->held]));
        count += take_all(poller, found < 0 ? 0 : found, events + count, capacity - count);
        woken |= take_wakeup(poller);
        nchanges = 0;
    } while (unfinished || (count == 0 && !woken && hr_deadline_left(deadline) != 0));
    return count | (woken ? HR_WAIT_WOKEN : 0);
}

static hr_result wait_locked(hr_poller *poller, const hr_change *changes, int nchanges, hr_event *events, int capacity,
                             int64_t timeout_ns)
{
    poller->nchanges = 0;
    poller->call++;
    int told = hr_token_states_apply(&poller->tokens, &calls, poller, changes, nchanges, events);
    (void)grow(&poller->reports, (size_t)poller->held + (size_t)capacity); /* or fewer at a time */
    told += tell_unread(poller, events + told, capacity - told);
    int64_t deadline = told > 0 ? HR_NOW : hr_deadline_after(timeout_ns);
    hr_result found = exchange(poller, events + told, capacity - told, deadline);
    return found < 0 ? found : found + told;
}

static hr_result poller_wait(hr_poller *poller, const hr_change *changes, int nchanges, hr_event *events, int capacity,
                             int64_t timeout_ns)
{
    pthread_mutex_lock(&poller->lock);
    hr_result result = wait_locked(poller, changes, nchanges, events, capacity, timeout_ns);
    pthread_mutex_unlock(&poller->lock);
    return result;
}

static hr_result add_wakeup(const hr_poller *poller)
{
    struct kevent wake;
    EV_SET(&wake, WAKE_IDENT, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0, NULL);
    bool added =
        fcntl(poller->kqueue, F_SETFD, FD_CLOEXEC) == 0 && kevent(poller->kqueue, &wake, 1, NULL, 0, NULL) == 0;
    return added ? 0 : hr_error_from_os(errno);
}

static void free_memory(hr_poller *poller)
{
    hr_token_states_free(&poller->tokens);
    hr_memory_free(poller->unread, poller->unread_room * sizeof *poller->unread);
    hr_memory_free(poller->changes.items, poller->changes.room * sizeof *poller->changes.items);
    hr_memory_free(poller->reports.items, poller->reports.room * sizeof *poller->reports.items);
    hr_memory_free(poller, sizeof *poller);
}

static hr_result poller_open(hr_poller **poller_out)
{
    hr_result result;
    hr_poller *poller = hr_memory_allocate(sizeof *poller);
    if (poller == NULL) {
        return hr_error_from_os(ENOMEM);
    }
    result = grow(&poller->reports, FIRST_ROOM);
    if (result < 0) {
        goto free_poller;
    }
    poller->kqueue = kqueue();
    if (poller->kqueue < 0) {
        result = hr_error_from_os(errno);
        goto free_poller;
    }
    result = add_wakeup(poller);
    if (result < 0) {
        goto close_kqueue;
    }
    int failed = pthread_mutex_init(&poller->lock, NULL);
    if (failed == 0) {
        failed = pthread_cond_init(&poller->returned, NULL);
        if (failed == 0) {
            *poller_out = poller;
            return 0;
        }
        pthread_mutex_destroy(&poller->lock);
    }
    result = hr_error_from_os(failed);

close_kqueue:
    close(poller->kqueue);
free_poller:
    free_memory(poller);
    return result;
}

static hr_result poller_wakeup(hr_poller *poller)
{
    return atomic_exchange(&poller->woken, true) ? 0 : trigger(poller);
}

/* Changes of the token that a call has with it may still be made: that call has to come back first. */
static hr_result await_changes(hr_poller *poller, const hr_token_state *state)
{
    uint32_t call = poller->call;
    bool with_it = state != NULL && poller->changing && state->place >> CALL_SHIFT == (call & CALL_MASK);
    hr_result result = with_it ? trigger(poller) : 0;
    while (with_it && result == 0 && poller->changing && poller->call == call) {
        pthread_cond_wait(&poller->returned, &poller->lock);
    }
    return result;
}

static hr_result poller_forget(hr_poller *poller, hr_socket socket, uint64_t token)
{
    hr_token_state *state = NULL;
    pthread_mutex_lock(&poller->lock);
    bool live = hr_token_states_forget(&poller->tokens, token, &state);
    uint32_t mask = live ? state->place & MASK : 0;
    hr_result result = await_changes(poller, state);
    if (live && result == 0) {
        result = take_out(poller, socket, mask);
    }
    pthread_mutex_unlock(&poller->lock);
    return result;
}

static void poller_close(hr_poller *poller)
{
    close(poller->kqueue);
    pthread_cond_destroy(&poller->returned);
    pthread_mutex_destroy(&poller->lock);
    free_memory(poller);
}

const hr_poller_backend hr_kqueue_poller = {
    .name = "kqueue",
    .caps = HR_CAP_LEVEL | HR_CAP_EDGE | HR_CAP_ONESHOT,
    .open = poller_open,
    .wait = poller_wait,
    .wakeup = poller_wakeup,
    .forget = poller_forget,
    .change = hr_stub_change,         /* the list of changes is the waiting thread's */
    .descriptor = hr_stub_descriptor, /* a report that is held makes no descriptor ready */
    .close = poller_close,
};
