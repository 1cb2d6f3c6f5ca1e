/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "hr_memory.h"
#include "hr_socket.h"
#include "portable/token_states.h"
#include "posix/poll_poller.h"
#include "posix/poll_until.h"
#include "stub/stub_poller.h"

#ifndef POLLRDHUP
#define POLLRDHUP 0
#endif

enum { WAKE_PLACE = 0, FIRST_CAPACITY = 64 };

/* One for each pollfd; what was taken out leaves a hole (token 0) until the next poll(2): the one in progress reads and
   writes the pollfds. */
typedef struct {
    uint64_t token;
    uint16_t mask;
} poll_entry;

struct hr_poller {
    hr_socket wake_source;
    hr_socket wake_sink;
    atomic_bool woken;
    pthread_mutex_t lock; /* guards all below; not held in poll(2), during which nothing moves */
    hr_token_states tokens;
    struct pollfd *fds;
    poll_entry *entries;
    uint32_t count;
    uint32_t capacity;
    uint32_t fds_capacity; /* larger where the entries could not follow */
    uint32_t last; /* where the last harvest ended; the next begins behind it, so that a short list starves nobody */
    bool holes;
    bool polling;
};

static short to_poll(uint32_t mask)
{
    return (short)((mask & HR_READ ? POLLIN | POLLRDHUP : 0) | (mask & HR_WRITE ? POLLOUT : 0) |
                   (mask & HR_URGENT ? POLLPRI : 0));
}

static uint32_t from_poll(short events)
{
    return (events & POLLIN ? HR_READ : 0u) | (events & POLLOUT ? HR_WRITE : 0u) | (events & POLLPRI ? HR_URGENT : 0u) |
           (events & POLLRDHUP ? HR_HALF_CLOSED : 0u) | (events & POLLHUP ? HR_HANGUP : 0u) |
           (events & POLLERR ? HR_ERROR_PENDING : 0u);
}

static hr_result reserve(hr_poller *poller)
{
    if (poller->count < poller->capacity) {
        return 0;
    }
    uint32_t capacity = poller->capacity > 0 ? 2 * poller->capacity : FIRST_CAPACITY;
    struct pollfd *fds = hr_memory_resize(poller->fds, poller->fds_capacity * sizeof *fds, capacity * sizeof *fds);
    if (fds == NULL) {
        return hr_error_from_os(ENOMEM);
    }
    poller->fds = fds;
    poller->fds_capacity = capacity;
    poll_entry *entries =
        hr_memory_resize(poller->entries, poller->capacity * sizeof *entries, capacity * sizeof *entries);
    if (entries == NULL) {
        return hr_error_from_os(ENOMEM);
    }
    poller->entries = entries;
    poller->capacity = capacity;
    return 0;
}

static void set(hr_poller *poller, uint32_t place, int fd, uint64_t token, uint16_t mask)
{
    poller->fds[place] = (struct pollfd){.fd = fd, .events = to_poll(mask)};
    poller->entries[place] = (poll_entry){.token = token, .mask = mask};
}

static void make_hole(hr_poller *poller, uint32_t place)
{
    poller->entries[place].token = 0;
    poller->holes = true;
}

static void fill_holes(hr_poller *poller)
{
    uint32_t kept = WAKE_PLACE + 1;
    for (uint32_t place = kept; place < poller->count; place++) {
        uint64_t token = poller->entries[place].token;
        if (token != 0) {
            poller->fds[kept] = poller->fds[place];
            poller->entries[kept] = poller->entries[place];
            hr_token_states_live(&poller->tokens, token)->place = kept++;
        }
    }
    poller->count = kept;
    poller->holes = false;
}

/* poll(2) tells of a bad number only later, and then without the reason. */
static hr_result add_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    int fd = (int)change->socket;
    if (state->live != 0) {
        make_hole(poller, state->place);
    }
    if (fcntl(fd, F_GETFD) < 0) {
        return hr_error_from_os(errno);
    }
    hr_result room = reserve(poller);
    if (room < 0) {
        return room;
    }
    state->place = poller->count++;
    set(poller, state->place, fd, change->token, change->now);
    return 0;
}

static hr_result modify_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    set(poller, state->place, (int)change->socket, change->token, change->now);
    return 0;
}

static hr_result remove_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    (void)change;
    make_hole(poller, state->place);
    return 0;
}

static const hr_token_calls calls = {.add = add_socket, .modify = modify_socket, .remove = remove_socket};

static hr_result interrupt(const hr_poller *poller)
{
    hr_result written = hr_pipe_write(poller->wake_sink, "", 1);
    bool full = written < 0 && hr_error_kind_of(written) == HR_ERROR_WOULD_BLOCK;
    return written > 0 || full ? 0 : written;
}

static void drain(const hr_poller *poller)
{
    char bytes[64];
    while (hr_pipe_read(poller->wake_source, bytes, sizeof bytes) == (hr_result)sizeof bytes) {
    }
}

/* POLLNVAL: the number was closed without forget; as with epoll, that ends the registration without a word. */
static uint32_t take_ready(hr_poller *poller, uint32_t place)
{
    short events = poller->fds[place].revents;
    const poll_entry *entry = &poller->entries[place];
    if (events == 0 || entry->token == 0) {
        return 0;
    }
    if (events & POLLNVAL) {
        hr_token_states_live(&poller->tokens, entry->token)->live = 0;
        make_hole(poller, place);
        return 0;
    }
    if (entry->mask & HR_ONESHOT) {
        poller->fds[place].fd = ~poller->fds[place].fd;
    }
    return from_poll(events);
}

static int harvest(hr_poller *poller, hr_event *events, int capacity)
{
    if (poller->fds[WAKE_PLACE].revents != 0) {
        drain(poller);
    }
    int found = 0;
    uint32_t place = poller->last;
    for (uint32_t seen = WAKE_PLACE + 1; seen < poller->count && found < capacity; seen++) {
        place = place + 1 < poller->count ? place + 1 : WAKE_PLACE + 1;
        uint64_t token = poller->entries[place].token;
        uint32_t ready = take_ready(poller, place);
        if (ready != 0) {
            events[found++] = (hr_event){token, ready, 0};
            poller->last = place;
        }
    }
    return found;
}

/* The lock is free meanwhile. */
static int poll_unlocked(hr_poller *poller, int64_t deadline)
{
    struct pollfd *fds = poller->fds;
    nfds_t count = poller->count;
    poller->polling = true;
    pthread_mutex_unlock(&poller->lock);
    int ready = hr_poll_until(fds, count, deadline);
    pthread_mutex_lock(&poller->lock);
    poller->polling = false;
    return ready;
}

/* A byte in the pipe may be of forget, or of a wakeup that was taken before it came; the wait then goes on. */
static hr_result wait_locked(hr_poller *poller, hr_event *events, int capacity, int64_t deadline)
{
    int count = 0;
    bool woken;
    do {
        if (poller->holes) {
            fill_holes(poller);
        }
        int ready = poll_unlocked(poller, deadline);
        if (ready < 0) {
            return hr_error_from_os(errno);
        }
        count = ready > 0 ? harvest(poller, events, capacity) : 0;
        woken = atomic_exchange(&poller->woken, false);
    } while (count == 0 && !woken && hr_deadline_left(deadline) != 0);
    return count | (woken ? HR_WAIT_WOKEN : 0);
}

static void free_memory(hr_poller *poller)
{
    hr_memory_free(poller->entries, poller->capacity * sizeof *poller->entries);
    hr_memory_free(poller->fds, poller->fds_capacity * sizeof *poller->fds);
    hr_memory_free(poller, sizeof *poller);
}

static hr_result poller_open(hr_poller **poller_out)
{
    hr_poller *poller = hr_memory_allocate(sizeof *poller);
    if (poller == NULL) {
        return hr_error_from_os(ENOMEM);
    }
    hr_result result = reserve(poller);
    if (result < 0) {
        goto free_poller;
    }
    int failed = pthread_mutex_init(&poller->lock, NULL);
    if (failed != 0) {
        result = hr_error_from_os(failed);
        goto free_poller;
    }
    result = hr_pipe_open(&poller->wake_source, &poller->wake_sink);
    if (result < 0) {
        goto destroy_lock;
    }
    set(poller, poller->count++, (int)poller->wake_source, 0, HR_READ);
    *poller_out = poller;
    return 0;

destroy_lock:
    pthread_mutex_destroy(&poller->lock);
free_poller:
    free_memory(poller);
    return result;
}

static hr_result poller_wait(hr_poller *poller, const hr_change *changes, int nchanges, hr_event *events, int capacity,
                             int64_t timeout_ns)
{
    int64_t deadline = hr_deadline_after(timeout_ns);
    pthread_mutex_lock(&poller->lock);
    int failed = hr_token_states_apply(&poller->tokens, &calls, poller, changes, nchanges, events);
    hr_result found = wait_locked(poller, events + failed, capacity - failed, failed > 0 ? HR_NOW : deadline);
    pthread_mutex_unlock(&poller->lock);
    return found < 0 ? found : found + failed;
}

static hr_result poller_wakeup(hr_poller *poller)
{
    return atomic_exchange(&poller->woken, true) ? 0 : interrupt(poller);
}

/* A poll(2) in progress keeps the file open, and the peer would not see that it was closed: end that poll. */
static hr_result poller_forget(hr_poller *poller, hr_socket socket, uint64_t token)
{
    (void)socket;
    hr_token_state *state;
    pthread_mutex_lock(&poller->lock);
    bool live = hr_token_states_forget(&poller->tokens, token, &state);
    if (live) {
        make_hole(poller, state->place);
    }
    hr_result result = live && poller->polling ? interrupt(poller) : 0;
    pthread_mutex_unlock(&poller->lock);
    return result;
}

static void poller_close(hr_poller *poller)
{
    hr_socket_close(poller->wake_source);
    hr_socket_close(poller->wake_sink);
    pthread_mutex_destroy(&poller->lock);
    hr_token_states_free(&poller->tokens);
    free_memory(poller);
}

const hr_poller_backend hr_poll_poller = {
    .name = "poll",
    .caps = HR_CAP_LEVEL | HR_CAP_ONESHOT | HR_CAP_URGENT,
    .open = poller_open,
    .wait = poller_wait,
    .wakeup = poller_wakeup,
    .forget = poller_forget,
    .change = hr_stub_change, /* the pollfds of a poll(2) in progress must stay where they are */
    .descriptor = hr_stub_descriptor,
    .close = poller_close,
};
