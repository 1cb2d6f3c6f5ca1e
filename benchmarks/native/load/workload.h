/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_WORKLOAD_H
#define HEADRACE_LOAD_WORKLOAD_H

#include "exchange.h"
#include "plan.h"
#include "schedule.h"

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
    int64_t sent_ns;     /* of a datagram: when it was */
    uint64_t lost;       /* datagrams */
} slot;

typedef struct flood flood;
typedef struct requester requester;

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
    int64_t waiting_since_ns; /* the last answer to any slot, or the start of the only batch under way */
    int64_t overdue_check_ns; /* the next */
    bool scheduled;           /* by the rate, not by the answers */
    schedule schedule;
    flood *flood;
    requester *requester;
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
    bool takes_request;                            /* from stdin, and how it is sent and answered */
    bool asks;                                     /* over TCP, by first_ask */
    bool floods;                                   /* sends without waiting for answers */
    int (*prepare)(load *);                        /* makes the exchange and asks the server for the first time */
    int (*open)(load *, slot *);                   /* opens and registers */
    int (*start)(load *, slot *);                  /* sends the next batch */
    int (*ready)(load *, slot *, uint32_t events); /* what epoll_wait reports */
    int (*overdue)(load *, int64_t now_ns);        /* looks for what was lost, 20 times a second; may be NULL */
    int (*turn)(load *);                           /* one round of the loop: load_turn, or what stands for it */
    void (*close)(load *);                         /* of what prepare opened; may be NULL */
} workload;

/* NULL is at the end, in the table and among the names. */
extern const workload *const workloads[];

const char *workload_name_at(long index);

extern const workload workload_http, workload_echo, workload_accept, workload_datagram, workload_flood, workload_file,
    workload_request;

/* Waits until until_ns at the latest and serves what is ready. */
int load_turn(load *l);

int load_watch(load *l, slot *s, int operation, uint32_t events);

/* Takes note of answers to a slot's batch. */
void load_answered(load *l, const slot *s, unsigned count, int64_t now_ns);

/* Starts a slot's next batch, when there is to be one. */
int load_next(load *l, slot *s, int64_t now_ns);

/* -1 after a message on stderr, when slots have been waiting for an answer, all of them, for too long. */
int load_check_patience(const load *l, int64_t now_ns);

/* The token of a message of the slot's batch. */
uint64_t slot_token(const load *l, const slot *s, unsigned message);

int stream_open(load *l, slot *s);
int stream_start(load *l, slot *s);
int stream_ready(load *l, slot *s, uint32_t events);

/* Requests of HTTP that a user wrote, over TLS where the plan says so. */
int request_prepare(load *l);
int request_open(load *l, slot *s);
int request_start(load *l, slot *s);
int request_ready(load *l, slot *s, uint32_t events);
void request_close(load *l);

int accept_open(load *l, slot *s);
int accept_start(load *l, slot *s);
int accept_ready(load *l, slot *s, uint32_t events);

/* A socket that is connected to the server. */
int datagram_open_socket(const load_plan *plan);
int datagram_open(load *l, slot *s);
int datagram_start(load *l, slot *s);
int datagram_ready(load *l, slot *s, uint32_t events);
int datagram_overdue(load *l, int64_t now_ns);

int flood_prepare(load *l);
int flood_open(load *l, slot *s);
int flood_start(load *l, slot *s);
int flood_turn(load *l);

#endif
