/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_CALLS_H
#define HEADRACE_LOAD_CALLS_H

#include <stdint.h>
#include <sys/types.h>

typedef struct call_counts {
    int64_t all;
    int64_t waits;   /* epoll_wait, poll, select and their relatives */
    int64_t changes; /* what the kernel was told: epoll_ctl */
    int64_t reports; /* what it reported: the sum of what the waits returned */
} call_counts;

/*
 * Counts the system calls of a process, by perf_event_open(2) and the tracepoints raw_syscalls:sys_enter and
 * raw_syscalls:sys_exit.
 */
typedef struct call_counter {
    struct call_event *events; /* several for each thread; they count for those that it starts too */
    int count;
} call_counter;

/*
 * All threads that run now. 0, or -1 after a message on stderr: the kernel forbids it, as it does to most users but
 * root.
 */
int calls_open(call_counter *c, pid_t process);

int calls_start(const call_counter *c);

/* What was counted since the start. 0, or -1 after a message on stderr. */
int calls_stop(const call_counter *c, call_counts *out);

void calls_close(call_counter *c);

#endif
