/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_FLOORS_OPERATION_H
#define HEADRACE_FLOORS_OPERATION_H

#include <stdbool.h>
#include <stddef.h>

/* As Headrace makes its calls: whatever the mode of the socket. */
#define RECEIVE_FLAGS MSG_DONTWAIT
#define SEND_FLAGS (MSG_DONTWAIT | MSG_NOSIGNAL)

/* Of what an operation has, its kind's usual where nothing else was asked for. */
typedef struct plan {
    int connections; /* of two descriptors each */
    size_t size;     /* bytes that go at a time */
} plan;

typedef struct operation operation;

/*
 * An operation of the suites in benchmarks/jmh, done by nothing but the system calls that it takes. One thread.
 * Functions answer 0, or -1 after a message on stderr.
 */
typedef struct operation_kind {
    const char *name;
    int batch; /* operations between two looks at the clock: so many that what these take does not show */
    plan usual;
    bool takes_connections;
    bool takes_size;
    size_t memory;                          /* of an operation; zeroed for open, and freed after close */
    int (*open)(operation *, const plan *); /* leaves nothing behind where it fails */
    int (*prepare)(operation *, int count); /* for so many operations, in no time; may be NULL */
    int (*run)(operation *, int count);     /* what is timed */
    int (*finish)(operation *, int count);  /* in no time; may be NULL */
    int (*check)(operation *);              /* what was seen with what must have been, once an iteration; may be NULL */
    void (*close)(operation *);
} operation_kind;

extern const operation_kind operation_accept, operation_datagram, operation_datagram_connected, operation_drained,
    operation_flip, operation_stream, operation_wakeup, operation_would_block;

#endif
