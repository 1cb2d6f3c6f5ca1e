/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_SUBJECT_H
#define HR_SUBJECT_H

#include <stdbool.h>

#include "hr_poller.h"
#include "test/support/check.h"
#include "test/support/system.h"

enum { SUBJECT_CAPACITY = 64 };

/* A poller of the backend that the program was given, and what its last wait answered. */
typedef struct {
    const hr_poller_backend *backend;
    hr_poller *poller;
    int capacity;
    int count;
    bool woken;
    hr_event events[SUBJECT_CAPACITY];
} subject;

static inline uint64_t token_of(uint32_t slot, uint32_t generation)
{
    return slot | (uint64_t)generation << 32;
}

const hr_poller_backend *subject_backend(void);
void subject_open(subject *it);
void subject_close(subject *it);

/* Result: the number of events. */
int subject_wait(subject *it, const hr_change *changes, int nchanges, int64_t timeout_ns);
/* Without changes, and without waiting. */
int subject_look(subject *it);
/* One change, which must not fail; what the wait reports is looked at by the caller. */
int subject_change(subject *it, int socket, uint64_t token, int was, int now);
/* A wait that must go to sleep: once it does, another thread ends it by a wakeup. Whoever spins waits for ever. */
void subject_sleep(subject *it, int64_t timeout_ns);
/* All that the last wait reported of a token; 0: nothing. */
uint32_t subject_ready(const subject *it, uint64_t token);
/* The same bits of both, as far as the system reports them for sure. */
#define CHECK_READY(expected, it, token) \
    CHECK_EQUAL((expected)&system_has.reported, subject_ready(it, token) & system_has.reported)

void subject_wakeup(subject *it);
void subject_forget(subject *it, int socket, uint64_t token);

/* Two connected sockets, non-blocking. */
typedef struct {
    int near;
    int far;
} pair;

pair pair_unix(void);
pair pair_tcp(void);
void pair_close(pair sockets);

void put_byte(int socket);
void take_byte(int socket);
void close_number(int descriptor);
/* Opens the file of `descriptor` again under the lowest number that is free. */
int open_again(int descriptor);
/* Opens the file of `descriptor` again under a number that is free. */
void open_as(int descriptor, int number);

#endif
