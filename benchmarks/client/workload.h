/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_WORKLOAD_H
#define HEADRACE_LOAD_WORKLOAD_H

#include "exchange.h"
#include "plan.h"

#include <stddef.h>

#define RECEIVE_SIZE ((size_t)256 * 1024)

/* A connection, or what stands for one. */
typedef struct slot {
    int fd;
    bool awaits_space;   /* the last send fell short */
    uint32_t sequence;   /* of the first message of the batch */
    unsigned answered;   /* messages of the batch; the depth when none is under way */
    size_t sent;         /* bytes of the batch */
    size_t received;     /* bytes of the answer that is coming */
    int64_t intended_ns; /* when the batch was to be sent */
} slot;

typedef struct load {
    const load_plan *plan;
    load_result *result;
    exchange exchange;
    slot *slots;
    int opened;
    int *idle;
    int opened_idle;
    int epoll;
    int under_way; /* slots that wait for an answer */
    bool measuring;
    bool ending; /* nothing more is started */
    int64_t until_ns;
    int64_t last_answer_ns;
    char *buffer; /* RECEIVE_SIZE bytes */
} load;

/* A function answers 0, or -1 after a message on stderr. */
typedef struct workload {
    const char *name;
    size_t usual_size; /* 0: must be given */
    size_t smallest;
    size_t largest;
    bool takes_depth;
    bool takes_idle;
    bool takes_rate;
    bool asks;                                     /* over TCP, by first_ask */
    int (*prepare)(load *);                        /* makes the exchange and asks the server for the first time */
    int (*open)(load *, slot *);                   /* opens and registers */
    int (*start)(load *, slot *);                  /* sends the next batch */
    int (*ready)(load *, slot *, uint32_t events); /* what epoll_wait reports */
    int (*turn)(load *);                           /* one round of the loop: load_turn, or what stands for it */
} workload;

/* NULL at the end. */
extern const workload *const workloads[];
extern const char *const workload_names[];

extern const workload workload_http, workload_echo;

/* Waits until until_ns at the latest and serves what is ready. */
int load_turn(load *l);

int load_watch(load *l, slot *s, int operation, uint32_t events);

/* Takes note of answers to a slot's batch. */
void load_answered(load *l, const slot *s, unsigned count, int64_t now_ns);

/* Starts a slot's next batch, when there is to be one. */
int load_next(load *l, slot *s, int64_t now_ns);

/* The token of a message of the slot's batch. */
uint64_t slot_token(const load *l, const slot *s, unsigned message);

int stream_open(load *l, slot *s);
int stream_start(load *l, slot *s);
int stream_ready(load *l, slot *s, uint32_t events);

#endif
