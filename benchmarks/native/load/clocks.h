/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_CLOCKS_H
#define HEADRACE_LOAD_CLOCKS_H

#include <stdint.h>
#include <sys/types.h>

typedef struct clocks {
    int64_t wall_ns;
    int64_t client_cpu_ns;
    int64_t server_cpu_ns;  /* all threads of the server, those that ended included */
    int64_t server_user_ns; /* these two in steps of 10 ms, sampled by the kernel's tick: good for the split only */
    int64_t server_system_ns;
    int64_t server_core_idle_ns; /* the idle times of the two processors in steps of 10 ms */
    int64_t client_core_idle_ns;
} clocks;

/* Reads all clocks. 0, or -1 after a message on stderr. */
int clocks_read(clocks *out, pid_t server, int server_core, int client_core);

clocks clocks_difference(const clocks *end, const clocks *start);

#endif
