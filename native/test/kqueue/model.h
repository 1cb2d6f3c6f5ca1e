/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KQUEUE_MODEL_H
#define KQUEUE_MODEL_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <sys/event.h>

/*
 * A model of kqueue(2) for tests on Linux: kqueue() and kevent() in user space.
 *
 * What a BSD kernel calls a post (KNOTE of an object) is an edge of epoll(7): a queue has one epoll for READ filters
 * and one for WRITE filters. Where Linux is silent and BSD is not, the model looks at counters (acknowledged bytes of
 * TCP) or at the calls that it interposes (accept, read of a pipe).
 *
 * The environment decides how it behaves. Where it lacks one of these, the build decides by the variable of CMake that
 * has the same name, for processes that get no environment:
 *   HEADRACE_KQUEUE_SYSTEM=freebsd|macos   where the two differ; freebsd if empty
 *   HEADRACE_KQUEUE_SEED=N                 does at random what the contract lets a kernel do, unless empty
 *   HEADRACE_KQUEUE_COUNTS=FILE            where the counts of all processes are added up
 */

typedef enum { KIND_TCP, KIND_UNIX, KIND_DATAGRAMS, KIND_PIPE, KIND_OTHER } knote_kind;

/* What a filter finds when it is asked. */
typedef struct {
    bool ready;
    bool over; /* EV_EOF */
    unsigned int error;
    int64_t data;
    uint64_t acknowledged; /* bytes of TCP */
} finding;

typedef struct knote {
    struct knote *next; /* in the queue of those to report */
    int fd;
    short filter;
    uint16_t flags; /* EV_CLEAR, EV_ONESHOT, EV_DISPATCH, EV_RECEIPT of its creation */
    unsigned int sfflags;
    int64_t sdata;
    void *udata;
    bool disabled;
    bool active;
    bool queued;
    bool triggered; /* EVFILT_USER */
    bool unasked;   /* was made active without a post, by the nasty mode */
    finding last;
    knote_kind kind;
    ino_t pipe;
} knote;

/* Indices of the two filters of a descriptor. */
enum { SIDE_READ, SIDE_WRITE, SIDES };

typedef struct {
    knote *of[SIDES];
} knotes_of_fd;

typedef struct kqueue_model {
    int fd;           /* an epoll of the descriptors below: the number of the kqueue */
    int edges[SIDES]; /* one epoll a filter */
    int signal;       /* an eventfd, readable while a knote is queued */
    bool signalled;
    bool closed;
    int users;
    knotes_of_fd *by_fd;
    int fds;
    struct user_knote *user;
    knote *first;
    knote *last;
    int queued;
    int reported;
} kqueue_model;

typedef struct user_knote {
    struct user_knote *next;
    uintptr_t ident;
    knote note;
} user_knote;

extern pthread_mutex_t model_lock; /* guards everything */

/* model.c */
kqueue_model *model_at(int fd);
int model_highest(void);
void model_post(kqueue_model *kq, knote *note);
void model_harvest(kqueue_model *kq);
void model_enqueue(kqueue_model *kq, knote *note);
void model_raise(kqueue_model *kq);
void model_drop_fd(int fd);
void model_close(int fd);

/* model_knotes.c */
int model_register(kqueue_model *kq, const struct kevent *change);
void model_free_knote(kqueue_model *kq, knote *note);
knote *model_find(kqueue_model *kq, int fd, int side);

/* model_filters.c */
int model_kind_of(int fd, knote *note);
finding model_ask(const knote *note);
int64_t model_unacknowledged(const knote *note);

/* model_settings.c */
bool model_is_macos(void);
const char *model_seed(void);        /* NULL: not nasty */
const char *model_counts_file(void); /* NULL: none */

/* model_nasty.c */
typedef enum {
    COUNT_CALLS,
    COUNT_CHANGES,
    COUNT_EVENTS,
    COUNT_WRITES,
    COUNT_REPEATED,
    COUNT_REORDERED,
    COUNT_EINTR,
    COUNT_SHORT,
    COUNTS
} model_counter;
extern const char *const model_count_names[COUNTS];
void model_count(model_counter what, uint64_t by);
uint64_t model_counted(model_counter what);
bool model_is_nasty(void);
/* Once in so many calls, where the mode is on. */
bool model_chance(unsigned in);
unsigned model_random(unsigned below);

#endif
