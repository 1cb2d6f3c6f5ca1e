/* SPDX-License-Identifier: Apache-2.0 */
#include "test/kqueue/model.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

pthread_mutex_t model_lock = PTHREAD_MUTEX_INITIALIZER;

enum { MOST_FDS = 65536, MOST_EDGES = 256, TICK_MS = 1, BUSY = 64 };

static kqueue_model *queues[MOST_FDS];
static int highest = -1;

kqueue_model *model_at(int fd)
{
    return fd >= 0 && fd < MOST_FDS ? queues[fd] : NULL;
}

int model_highest(void)
{
    return highest;
}

void model_enqueue(kqueue_model *kq, knote *note)
{
    if (note->queued) {
        return;
    }
    note->queued = true;
    note->next = NULL;
    if (kq->first == NULL) {
        kq->first = note;
    } else {
        kq->last->next = note;
    }
    kq->last = note;
    kq->queued++;
}

static knote *dequeue(kqueue_model *kq)
{
    knote *note = kq->first;
    kq->first = note->next;
    kq->last = kq->first == NULL ? NULL : kq->last;
    kq->queued--;
    note->queued = false;
    return note;
}

/* Where others wait on this queue, or on its descriptor, they learn of what is queued. */
void model_raise(kqueue_model *kq)
{
    uint64_t one = 1;
    bool wanted = kq->first != NULL;
    if (wanted != kq->signalled) {
        kq->signalled = wanted;
        ssize_t done = syscall(wanted ? SYS_write : SYS_read, kq->signal, &one, sizeof one);
        (void)done;
    }
}

/* Linux wakes who waits for WRITE also for what is no post of the send buffer, a FIN for instance. */
static bool is_post(const knote *note, const finding *found)
{
    const finding *last = &note->last;
    bool guarded = note->filter == EVFILT_WRITE && (note->kind == KIND_TCP || note->kind == KIND_DATAGRAMS);
    bool news = found->ready != last->ready || found->over != last->over || found->acknowledged != last->acknowledged;
    return !guarded || news || found->error != 0;
}

void model_post(kqueue_model *kq, knote *note)
{
    finding found = model_ask(note);
    bool post = is_post(note, &found);
    note->last = found;
    if (found.ready && post) {
        note->active = true;
        note->unasked = false;
        if (!note->disabled) {
            model_enqueue(kq, note);
        }
    }
}

static void harvest_side(kqueue_model *kq, int side)
{
    struct epoll_event edges[MOST_EDGES];
    int count;
    do {
        count = epoll_wait(kq->edges[side], edges, MOST_EDGES, 0);
        for (int i = 0; i < count; i++) {
            knote *note = model_find(kq, edges[i].data.fd, side);
            if (note != NULL) {
                model_post(kq, note);
            }
        }
    } while (count == MOST_EDGES);
}

static bool follows_acknowledgements(const knote *note)
{
    return note != NULL && note->kind == KIND_TCP && (note->flags & EV_CLEAR) && !note->disabled;
}

/* TCP of Linux says nothing of an acknowledgement while the buffer is not full; tcp_input of a BSD posts each. */
static bool harvest_acknowledgements(kqueue_model *kq)
{
    bool some_left = false;
    for (int fd = 0; fd < kq->fds; fd++) {
        knote *note = kq->by_fd[fd].of[SIDE_WRITE];
        if (follows_acknowledgements(note)) {
            finding found = model_ask(note);
            if (found.acknowledged != note->last.acknowledged) {
                model_post(kq, note);
            }
            some_left = some_left || model_unacknowledged(note) > 0;
        }
    }
    return some_left;
}

void model_harvest(kqueue_model *kq)
{
    harvest_side(kq, SIDE_READ);
    harvest_side(kq, SIDE_WRITE);
}

static void free_queue(kqueue_model *kq)
{
    syscall(SYS_close, kq->signal);
    syscall(SYS_close, kq->edges[SIDE_READ]);
    syscall(SYS_close, kq->edges[SIDE_WRITE]);
    free(kq->by_fd);
    free(kq);
}

static void leave(kqueue_model *kq)
{
    if (--kq->users == 0 && kq->closed) {
        free_queue(kq);
    }
}

static void drop_all(kqueue_model *kq)
{
    for (int fd = 0; fd < kq->fds; fd++) {
        for (int side = 0; side < SIDES; side++) {
            if (kq->by_fd[fd].of[side] != NULL) {
                model_free_knote(kq, kq->by_fd[fd].of[side]);
            }
        }
    }
    while (kq->user != NULL) {
        model_free_knote(kq, &kq->user->note);
    }
}

/* The number of a queue is closed. macOS wakes who waits (kqueue_drain). */
void model_close(int fd)
{
    kqueue_model *kq = model_at(fd);
    if (kq != NULL) {
        uint64_t one = 1;
        queues[fd] = NULL;
        drop_all(kq);
        kq->closed = true;
        if (model_is_macos()) {
            syscall(SYS_write, kq->signal, &one, sizeof one);
        }
        kq->users++;
        leave(kq);
    }
}

void model_drop_fd(int fd)
{
    for (int i = 0; i <= highest; i++) {
        for (int side = 0; queues[i] != NULL && side < SIDES; side++) {
            knote *note = model_find(queues[i], fd, side);
            if (note != NULL) {
                model_free_knote(queues[i], note);
                model_raise(queues[i]);
            }
        }
    }
}

static bool add_inner(const kqueue_model *kq, int inner)
{
    struct epoll_event event = {.events = EPOLLIN};
    return inner >= 0 && epoll_ctl(kq->fd, EPOLL_CTL_ADD, inner, &event) == 0;
}

int kqueue(void)
{
    kqueue_model *kq = calloc(1, sizeof *kq);
    if (kq == NULL) {
        errno = ENOMEM;
        return -1;
    }
    kq->fd = epoll_create1(model_is_macos() ? EPOLL_CLOEXEC : 0);
    kq->edges[SIDE_READ] = epoll_create1(EPOLL_CLOEXEC);
    kq->edges[SIDE_WRITE] = epoll_create1(EPOLL_CLOEXEC);
    kq->signal = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    bool opened = kq->fd >= 0 && kq->fd < MOST_FDS && add_inner(kq, kq->edges[SIDE_READ]) &&
                  add_inner(kq, kq->edges[SIDE_WRITE]) && add_inner(kq, kq->signal);
    if (!opened) {
        syscall(SYS_close, kq->fd);
        free_queue(kq);
        errno = EMFILE;
        return -1;
    }
    pthread_mutex_lock(&model_lock);
    queues[kq->fd] = kq;
    highest = kq->fd > highest ? kq->fd : highest;
    pthread_mutex_unlock(&model_lock);
    return kq->fd;
}

static bool is_bad(const struct timespec *time)
{
    long most = model_is_macos() ? 1000000000 : 999999999;
    bool too_long = model_is_macos() && time->tv_sec > INT_MAX;
    return time->tv_sec < 0 || time->tv_nsec < 0 || time->tv_nsec > most || too_long;
}

/* What the event of a knote says; FreeBSD leaves out EV_ADD. */
static struct kevent event_of(const knote *note, uintptr_t ident)
{
    return (struct kevent){
        .ident = ident,
        .filter = note->filter,
        .flags = (unsigned short)(note->flags | (note->last.over ? EV_EOF : 0) | (model_is_macos() ? EV_ADD : 0)),
        .fflags = note->last.error,
        .data = note->last.data,
        .udata = note->udata};
}

static uintptr_t ident_of(const knote *note)
{
    const user_knote *user = (const user_knote *)((const char *)note - offsetof(user_knote, note));
    return note->filter == EVFILT_USER ? user->ident : (uintptr_t)note->fd;
}

/* Tests that count what a new selector reports are spared what is no post, and short lists. */
static bool is_busy(const kqueue_model *kq)
{
    return kq->reported >= BUSY;
}

/* After its report; kqueue_scan. */
static void settle(kqueue_model *kq, knote *note)
{
    if (note->flags & EV_ONESHOT) {
        model_free_knote(kq, note);
        return;
    }
    bool clears = note->flags & (EV_CLEAR | EV_DISPATCH);
    note->disabled = note->disabled || (note->flags & EV_DISPATCH);
    note->triggered = note->triggered && !(note->flags & EV_CLEAR);
    note->active = !clears;
    if (!clears) {
        model_enqueue(kq, note);
    } else if (note->filter != EVFILT_USER && !note->disabled && is_busy(kq) && model_chance(4)) {
        note->active = true;
        note->unasked = true;
        model_enqueue(kq, note);
    }
}

/* FreeBSD does not ask the filter of EV_ONESHOT again. */
static bool is_still_ready(knote *note)
{
    if ((note->flags & EV_ONESHOT) && !model_is_macos() && note->filter != EVFILT_USER) {
        return true;
    }
    note->last = model_ask(note);
    return note->last.ready;
}

/* At most so many that are no EVFILT_USER: a list is not short of all but a wakeup. */
static int scan(kqueue_model *kq, struct kevent *events, int room, int allowed)
{
    int count = 0;
    for (int seen = kq->queued; seen > 0 && kq->first != NULL && count < room && allowed > 0; seen--) {
        knote *note = dequeue(kq);
        if (note->disabled) {
            continue;
        }
        if (!is_still_ready(note)) {
            note->active = false;
            continue;
        }
        model_count(COUNT_REPEATED, note->unasked);
        model_count(COUNT_WRITES, note->filter == EVFILT_WRITE);
        note->unasked = false;
        allowed -= note->filter != EVFILT_USER;
        events[count++] = event_of(note, ident_of(note));
        settle(kq, note);
    }
    kq->reported += count;
    return count;
}

static void reorder(kqueue_model *kq)
{
    if (kq->queued > 1 && model_chance(2)) {
        for (unsigned times = 1 + model_random((unsigned)kq->queued - 1); times > 0; times--) {
            model_enqueue(kq, dequeue(kq));
        }
        model_count(COUNT_REORDERED, 1);
    }
}

/* Nobody has posted it: a wakeup that nobody called, or a filter that is as ready as before. */
static void post_unasked(kqueue_model *kq)
{
    if (kq->user != NULL && model_chance(16)) {
        kq->user->note.triggered = true;
        kq->user->note.unasked = true;
        model_enqueue(kq, &kq->user->note);
    }
    if (kq->fds > 0 && is_busy(kq) && model_chance(2)) {
        int fd = (int)model_random((unsigned)kq->fds);
        for (int tries = 0; tries < kq->fds; tries++, fd = (fd + 1) % kq->fds) {
            knote *note = kq->by_fd[fd].of[model_random(SIDES)];
            if (note != NULL && !note->disabled && !note->queued && (note->flags & EV_CLEAR)) {
                note->active = true;
                note->unasked = true;
                model_enqueue(kq, note);
                return;
            }
        }
    }
}

static int report(kqueue_model *kq, struct kevent *events, int room)
{
    reorder(kq);
    int allowed = room;
    if (kq->queued > 1 && room > 1 && is_busy(kq) && model_chance(4)) {
        int most = kq->queued < room ? kq->queued : room;
        allowed = 1 + (int)model_random((unsigned)most - 1);
        model_count(COUNT_SHORT, 1);
    }
    return scan(kq, events, room, allowed);
}

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* INT64_MAX: no end. */
static int64_t end_of(const struct timespec *time)
{
    return time == NULL || time->tv_sec > INT_MAX ? INT64_MAX
                                                  : now_ns() + (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

/* The lock is free meanwhile. -1 and errno. */
static int sleep_until(kqueue_model *kq, int64_t end, bool ticks)
{
    int64_t left = end == INT64_MAX ? INT64_MAX : end - now_ns();
    if (left <= 0) {
        return 0;
    }
    if (model_chance(8)) {
        model_count(COUNT_EINTR, 1);
        errno = EINTR;
        return -1;
    }
    if (ticks && left > TICK_MS * 1000000) {
        left = TICK_MS * 1000000;
    }
    struct timespec time = {left / 1000000000, left % 1000000000};
    struct pollfd one = {.fd = kq->closed ? kq->signal : kq->fd, .events = POLLIN};
    pthread_mutex_unlock(&model_lock);
    int answer = ppoll(&one, 1, left == INT64_MAX ? NULL : &time, NULL);
    int error = errno;
    pthread_mutex_lock(&model_lock);
    errno = error;
    return answer < 0 ? -1 : 0;
}

static int scan_until(kqueue_model *kq, struct kevent *events, int room, const struct timespec *time)
{
    int64_t end = end_of(time);
    post_unasked(kq);
    for (;;) {
        model_harvest(kq);
        bool ticks = harvest_acknowledgements(kq);
        int count = report(kq, events, room);
        model_raise(kq);
        if (count > 0) {
            return count;
        }
        if (end != INT64_MAX && now_ns() >= end) {
            return 0;
        }
        if (sleep_until(kq, end, ticks) < 0) {
            return -1;
        }
        if (kq->closed && model_is_macos()) {
            errno = EBADF;
            return -1;
        }
    }
}

/* Result: entries in the list, or -1 and errno; done: the call ends with that. */
static int make_changes(kqueue_model *kq, const struct kevent *changes, int nchanges, struct kevent *events,
                        int nevents, bool *done)
{
    int told = 0;
    for (int i = 0; i < nchanges; i++) {
        int failed = model_register(kq, &changes[i]);
        if (failed == 0 && !(changes[i].flags & EV_RECEIPT)) {
            continue;
        }
        if (told == nevents) {
            if (failed == 0 && model_is_macos()) {
                continue;
            }
            *done = true;
            errno = failed;
            return failed == 0 ? 0 : -1;
        }
        events[told] = changes[i];
        events[told].flags = EV_ERROR | (model_is_macos() ? changes[i].flags : 0);
        events[told++].data = failed;
    }
    *done = told > 0;
    return told;
}

static int kevent_locked(kqueue_model *kq, const struct kevent *changes, int nchanges, struct kevent *events,
                         int nevents, const struct timespec *time)
{
    if (model_is_macos() && time != NULL && is_bad(time)) {
        errno = EINVAL;
        return -1;
    }
    bool done;
    int told = make_changes(kq, changes, nchanges, events, nevents, &done);
    if (nchanges > 0) {
        model_harvest(kq);
        model_raise(kq);
    }
    if (done || nevents == 0) {
        return told;
    }
    if (time != NULL && is_bad(time)) {
        errno = EINVAL;
        return -1;
    }
    return scan_until(kq, events, nevents, time);
}

int kevent(int fd, const struct kevent *changes, int nchanges, struct kevent *events, int nevents,
           const struct timespec *timeout)
{
    struct kevent *copy = nchanges > 0 ? malloc((size_t)nchanges * sizeof *copy) : NULL;
    if (nchanges > 0) {
        memcpy(copy, changes, (size_t)nchanges * sizeof *copy);
    }
    pthread_mutex_lock(&model_lock);
    int result = -1;
    int error = EBADF;
    kqueue_model *kq = model_at(fd);
    model_count(COUNT_CALLS, 1);
    model_count(COUNT_CHANGES, (uint64_t)nchanges);
    if (kq != NULL) {
        kq->users++;
        result = kevent_locked(kq, copy, nchanges, events, nevents, timeout);
        error = errno;
        leave(kq);
    }
    if (result > 0) {
        model_count(COUNT_EVENTS, (uint64_t)result);
    }
    pthread_mutex_unlock(&model_lock);
    free(copy);
    errno = result < 0 ? error : errno;
    return result;
}
