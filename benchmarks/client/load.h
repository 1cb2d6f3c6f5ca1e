/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_LOAD_H
#define HEADRACE_LOAD_LOAD_H

#include "clocks.h"
#include "histogram.h"

#include <netinet/in.h>
#include <stdint.h>

typedef struct load_plan {
    struct sockaddr_in server;
    pid_t server_pid;
    int server_core;
    int connections;
    int body_size;
    int64_t warmup_ns;
    int64_t window_ns;
} load_plan;

/* Of the measured window alone. */
typedef struct load_result {
    uint64_t requests;
    clocks spent;
    histogram latency_ns;
} load_result;

/*
 * Keeps one request under way on each connection, for the warm-up and the window. *out must be zero.
 * 0, or -1 after a message on stderr: a wrong byte, a connection that failed, ten seconds without an answer.
 */
int load_run(const load_plan *plan, load_result *out);

#endif
