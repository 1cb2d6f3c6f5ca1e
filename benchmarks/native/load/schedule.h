/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_SCHEDULE_H
#define HEADRACE_LOAD_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Times at which batches are to be sent, in even steps that depend on no answer, and the slots that have nothing under
 * way. A time that has come while all slots wait is kept, and taken by the slot that is free next. The slots take
 * turns.
 */
typedef struct schedule {
    double interval_ns;
    int64_t start_ns;
    uint64_t next;
    int *free; /* a ring of slot numbers */
    int capacity;
    int first;
    int count;
} schedule;

/* 0, or -1 after a message on stderr. */
int schedule_open(schedule *s, uint64_t messages_per_second, unsigned messages_per_batch, int slots);

void schedule_close(schedule *s);

/* Begins again: times that have come and were not taken are dropped. */
void schedule_restart(schedule *s, int64_t now_ns);

/* When the next batch is to be sent. */
int64_t schedule_due(const schedule *s);

/* The same, and goes on to the one after. */
int64_t schedule_take(schedule *s);

void schedule_put_slot(schedule *s, int slot);

/* There must be one. */
int schedule_take_slot(schedule *s);

#endif
