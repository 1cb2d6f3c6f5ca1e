/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_CALLS_H
#define HEADRACE_LOAD_CALLS_H

#include <stdint.h>
#include <sys/types.h>

/* Counts the system calls of a process, by perf_event_open(2) and the tracepoint raw_syscalls:sys_enter. */
typedef struct call_counter {
    int *threads; /* an event for each thread; it counts for those that it starts too */
    int count;
} call_counter;

/*
 * All threads that run now. 0, or -1 after a message on stderr: the kernel forbids it, as it does to most users but
 * root.
 */
int calls_open(call_counter *c, pid_t process);

int calls_start(const call_counter *c);

/* The calls since the start, or -1 after a message on stderr. */
int64_t calls_stop(const call_counter *c);

void calls_close(call_counter *c);

#endif
