/* SPDX-License-Identifier: Apache-2.0 */
/* kqueue_register of FreeBSD and kevent_register of macOS: one change. */
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>

#include "test/kqueue/model.h"

enum { KEPT_FLAGS = EV_CLEAR | EV_ONESHOT | EV_DISPATCH | EV_RECEIPT };

static int side_of(short filter)
{
    return filter == EVFILT_READ ? SIDE_READ : SIDE_WRITE;
}

static void watch(const kqueue_model *kq, const knote *note)
{
    int side = side_of(note->filter);
    struct epoll_event event = {.events = EPOLLET | (side == SIDE_READ ? EPOLLIN | EPOLLRDHUP : EPOLLOUT),
                                .data.fd = note->fd};
    /* It is there already unless the number was closed by a call that is not interposed. */
    if (epoll_ctl(kq->edges[side], EPOLL_CTL_MOD, note->fd, &event) < 0) {
        epoll_ctl(kq->edges[side], EPOLL_CTL_ADD, note->fd, &event);
    }
}

static bool make_room(kqueue_model *kq, int fd)
{
    if (fd >= kq->fds) {
        int room = 2 * fd + 64;
        knotes_of_fd *more = calloc((size_t)room, sizeof *more);
        if (more == NULL) {
            return false;
        }
        for (int i = 0; i < kq->fds; i++) {
            more[i] = kq->by_fd[i];
        }
        free(kq->by_fd);
        kq->by_fd = more;
        kq->fds = room;
    }
    return true;
}

knote *model_find(kqueue_model *kq, int fd, int side)
{
    return fd >= 0 && fd < kq->fds ? kq->by_fd[fd].of[side] : NULL;
}

static knote *find(kqueue_model *kq, const struct kevent *change)
{
    if (change->filter != EVFILT_USER) {
        return model_find(kq, (int)change->ident, side_of(change->filter));
    }
    user_knote *user = kq->user;
    while (user != NULL && user->ident != change->ident) {
        user = user->next;
    }
    return user != NULL ? &user->note : NULL;
}

static void leave_queue(kqueue_model *kq, const knote *note)
{
    knote **link = &kq->first;
    kq->last = NULL;
    while (*link != NULL) {
        if (*link == note) {
            *link = note->next;
            kq->queued--;
        } else {
            kq->last = *link;
            link = &(*link)->next;
        }
    }
}

void model_free_knote(kqueue_model *kq, knote *note)
{
    leave_queue(kq, note);
    if (note->filter == EVFILT_USER) {
        user_knote **link = &kq->user;
        while (&(*link)->note != note) {
            link = &(*link)->next;
        }
        user_knote *gone = *link;
        *link = gone->next;
        free(gone);
        return;
    }
    int side = side_of(note->filter);
    struct epoll_event unused = {0};
    epoll_ctl(kq->edges[side], EPOLL_CTL_DEL, note->fd, &unused);
    kq->by_fd[note->fd].of[side] = NULL;
    free(note);
}

static knote *create_user(kqueue_model *kq, const struct kevent *change)
{
    user_knote *user = calloc(1, sizeof *user);
    if (user == NULL) {
        return NULL;
    }
    *user = (user_knote){.next = kq->user, .ident = change->ident};
    /* macOS: the change that creates it may trigger it. */
    user->note.triggered = model_is_macos() && (change->fflags & NOTE_TRIGGER);
    kq->user = user;
    return &user->note;
}

static int create_of_file(kqueue_model *kq, const struct kevent *change, knote **created)
{
    int fd = (int)change->ident;
    knote probe = {.fd = fd, .filter = change->filter};
    int failed = model_kind_of(fd, &probe);
    if (failed != 0) {
        return failed;
    }
    /* pipe_kqfilter of FreeBSD 13 */
    if (probe.kind == KIND_PIPE && change->filter == EVFILT_WRITE && !model_is_macos() && model_ask(&probe).over) {
        return EPIPE;
    }
    knote *note = make_room(kq, fd) ? calloc(1, sizeof *note) : NULL;
    if (note == NULL) {
        return ENOMEM;
    }
    *note = probe;
    kq->by_fd[fd].of[side_of(change->filter)] = note;
    *created = note;
    return 0;
}

static int create(kqueue_model *kq, const struct kevent *change, knote **created)
{
    int failed = 0;
    if (change->filter == EVFILT_USER) {
        *created = create_user(kq, change);
        failed = *created == NULL ? ENOMEM : 0;
    } else {
        failed = create_of_file(kq, change, created);
    }
    if (failed != 0) {
        return failed;
    }
    knote *note = *created;
    note->filter = change->filter;
    note->flags = change->flags & KEPT_FLAGS;
    note->sfflags = change->fflags & (change->filter == EVFILT_USER ? NOTE_FFLAGSMASK : ~0u);
    note->sdata = change->data;
    note->udata = change->udata;
    note->disabled = change->flags & EV_DISABLE;
    return 0;
}

static unsigned combine(unsigned old, unsigned given)
{
    unsigned flags = given & NOTE_FFLAGSMASK;
    switch (given & NOTE_FFCTRLMASK) {
    case NOTE_FFAND:
        return old & flags;
    case NOTE_FFOR:
        return old | flags;
    case NOTE_FFCOPY:
        return flags;
    default:
        return old;
    }
}

/* filt_usertouch: on FreeBSD, EV_CLEAR in the change takes a trigger back. */
static void touch_user(knote *note, const struct kevent *change)
{
    note->triggered = note->triggered || (change->fflags & NOTE_TRIGGER);
    note->sfflags = combine(note->sfflags, change->fflags);
    note->sdata = change->data;
    if ((change->flags & EV_CLEAR) && !model_is_macos()) {
        note->triggered = false;
        note->sfflags = 0;
        note->sdata = 0;
    }
}

static void touch(knote *note, const struct kevent *change)
{
    if (change->flags & EV_DISABLE) {
        note->disabled = true;
    } else if (change->flags & EV_ENABLE) {
        note->disabled = false;
    }
    if (note->filter == EVFILT_USER) {
        touch_user(note, change);
    } else {
        note->sfflags = change->fflags;
        note->sdata = change->data;
    }
    note->udata = change->udata;
}

/* Every change asks the filter again. */
static void ask_again(kqueue_model *kq, knote *note)
{
    if (note->filter != EVFILT_USER) {
        watch(kq, note);
    }
    note->last = model_ask(note);
    note->active = note->active || note->last.ready;
    note->unasked = false;
    if (note->active && !note->disabled) {
        model_enqueue(kq, note);
    }
}

static int is_wrong(const kqueue_model *kq, const struct kevent *change)
{
    bool file = change->filter == EVFILT_READ || change->filter == EVFILT_WRITE;
    bool both = (change->flags & (EV_ENABLE | EV_DISABLE)) == (EV_ENABLE | EV_DISABLE);
    if ((!file && change->filter != EVFILT_USER) || (both && !model_is_macos())) {
        return EINVAL;
    }
    return file && (int)change->ident == kq->fd ? EINVAL : 0;
}

/* FreeBSD looks for the file first, macOS for the knote. */
static int why_missing(const struct kevent *change)
{
    knote unused;
    bool closed = change->filter != EVFILT_USER && model_kind_of((int)change->ident, &unused) != 0;
    return closed && !model_is_macos() ? EBADF : ENOENT;
}

int model_register(kqueue_model *kq, const struct kevent *change)
{
    int failed = is_wrong(kq, change);
    if (failed != 0) {
        return failed;
    }
    knote *note = find(kq, change);
    bool adds = (change->flags & EV_ADD) && !(model_is_macos() && (change->flags & EV_DELETE));
    if (note == NULL && !adds) {
        return why_missing(change);
    }
    if (note == NULL) {
        failed = create(kq, change, &note);
    } else if (change->flags & EV_DELETE) {
        model_free_knote(kq, note);
        return 0;
    } else {
        touch(note, change);
    }
    if (failed == 0) {
        ask_again(kq, note);
    }
    return failed;
}
