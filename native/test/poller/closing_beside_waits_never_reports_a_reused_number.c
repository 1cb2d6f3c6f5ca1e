/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "test/support/subject.h"

enum { CLOSERS = 4, SLOTS_EACH = 4, SLOTS = CLOSERS * SLOTS_EACH, ROUNDS = 300 };

/*
 * Closers open sockets and hand them over; the selecting thread packs and applies their changes; closers forget and
 * close as soon as a change is packed, that is, before, while or after it is applied. The numbers are used again at
 * once by sockets that nobody registers and that are always ready. A token that was forgotten before a wait began must
 * not be reported by it.
 */
typedef enum { FREE, OPEN, PACKED, CLOSED, ENDED } stage;

typedef struct {
    atomic_int stage;
    atomic_uint last_wait; /* that may report the token */
    int socket;
    uint32_t generation;
} place;

static subject it;
static pair ready;
static place places[SLOTS];
static atomic_uint wait_number;
static atomic_int finished;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;

static void move(place *at, stage to)
{
    pthread_mutex_lock(&lock);
    atomic_store(&at->stage, to);
    pthread_cond_broadcast(&moved);
    pthread_mutex_unlock(&lock);
}

static void await_stage(place *at, stage wanted)
{
    pthread_mutex_lock(&lock);
    while (atomic_load(&at->stage) != (int)wanted) {
        pthread_cond_wait(&moved, &lock);
    }
    pthread_mutex_unlock(&lock);
}

static void open_in(place *at)
{
    pair sockets = pair_unix();
    put_byte(sockets.far);
    close_number(sockets.far);
    at->socket = sockets.near;
    at->generation++;
    atomic_store(&at->last_wait, UINT32_MAX);
    atomic_store(&at->stage, OPEN);
}

static void close_in(place *at, uint32_t slot)
{
    await_stage(at, PACKED);
    subject_forget(&it, at->socket, token_of(slot, at->generation));
    atomic_store(&at->last_wait, atomic_load(&wait_number));
    close_number(at->socket);
    int again = open_again(ready.near);
    sched_yield();
    close_number(again);
    atomic_store(&at->stage, CLOSED);
}

static void *close_many(void *first)
{
    place *own = first;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < SLOTS_EACH; i++) {
            open_in(&own[i]);
        }
        for (int i = 0; i < SLOTS_EACH; i++) {
            close_in(&own[i], (uint32_t)(&own[i] - places));
        }
        for (int i = 0; i < SLOTS_EACH; i++) {
            await_stage(&own[i], FREE);
        }
    }
    atomic_fetch_add(&finished, 1);
    return NULL;
}

static int pack(hr_change *changes)
{
    int count = 0;
    for (uint32_t slot = 0; slot < SLOTS; slot++) {
        place *at = &places[slot];
        int now = atomic_load(&at->stage);
        if (now == OPEN) {
            changes[count++] =
                (hr_change){.socket = at->socket, .token = token_of(slot, at->generation), .now = HR_READ};
            move(at, PACKED);
        } else if (now == CLOSED) {
            changes[count++] = (hr_change){.socket = at->socket,
                                           .token = token_of(slot, at->generation),
                                           .was = HR_READ,
                                           .flags = HR_CHANGE_CLOSED};
            atomic_store(&at->stage, ENDED);
        }
    }
    return count;
}

static void check_reports(void)
{
    for (int i = 0; i < it.count; i++) {
        uint32_t slot = (uint32_t)it.events[i].token;
        CHECK(slot < SLOTS);
        CHECK((it.events[i].ready & HR_CHANGE_FAILED) == 0);
        CHECK(places[slot].generation == it.events[i].token >> 32);
        CHECK(atomic_load(&wait_number) <= atomic_load(&places[slot].last_wait));
    }
}

static void free_ended(void)
{
    for (int slot = 0; slot < SLOTS; slot++) {
        if (atomic_load(&places[slot].stage) == ENDED) {
            move(&places[slot], FREE);
        }
    }
}

void behaviour(void)
{
    subject_open(&it);
    ready = pair_unix();
    put_byte(ready.far);
    pthread_t closers[CLOSERS];
    for (int i = 0; i < CLOSERS; i++) {
        CHECK(pthread_create(&closers[i], NULL, close_many, &places[i * SLOTS_EACH]) == 0);
    }

    hr_change changes[SLOTS];
    while (atomic_load(&finished) < CLOSERS) {
        int count = pack(changes);
        if (atomic_fetch_add(&wait_number, 1) % 2 == 0) {
            sched_yield();
        }
        subject_wait(&it, changes, count, count > 0 ? 0 : 1000000);
        check_reports();
        free_ended();
    }

    for (int i = 0; i < CLOSERS; i++) {
        CHECK(pthread_join(closers[i], NULL) == 0);
    }
    CHECK_EQUAL(0, subject_look(&it));
    pair_close(ready);
    subject_close(&it);
}
