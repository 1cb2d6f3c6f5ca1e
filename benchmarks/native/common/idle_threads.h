/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_COMMON_IDLE_THREADS_H
#define HEADRACE_COMMON_IDLE_THREADS_H

#define IDLE_THREADS_MOST 64

/*
 * Threads that sleep all the time. They take no CPU time and cost some all the same: where threads share a table of
 * descriptors, Linux counts a reference to the file in each system call that names one (fdget in the kernel's
 * fs/file.c), which a process of one thread is spared. A JVM has a dozen threads, so what is compared with one should
 * have another thread too.
 */
typedef struct idle_threads idle_threads;

/* Starts so many, up to IDLE_THREADS_MOST. NULL after a message on stderr. */
idle_threads *idle_threads_start(int count);

void idle_threads_end(idle_threads *t);

#endif
