/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_PLAN_H
#define HEADRACE_LOAD_PLAN_H

#include "calls.h"
#include "clocks.h"
#include "histogram.h"

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

struct workload;

typedef struct load_plan {
    const struct workload *workload;
    struct sockaddr_in server;
    pid_t server_pid;
    int server_core;
    int client_core;
    int connections;
    int idle;
    size_t size;
    unsigned depth; /* messages of a batch: sent at once, the next batch when all are answered */
    /*
     * Messages a second over all connections, 0: as fast as the answers come. Batches have intended times in even steps
     * and latency counts from there. What is late, because all connections wait or because this program was not
     * scheduled, is sent as soon as it can be, and its time of waiting counts.
     */
    uint64_t rate;
    bool tls;
    int status; /* that the answers to a request must have; 0: that of the first */
    bool count_calls;
    bool announce; /* the window's beginning, as a line on stdout */
    int64_t patience_ns;
    int64_t warmup_ns;
    int64_t window_ns;
} load_plan;

/* Of the measured window only. */
typedef struct load_result {
    uint64_t requests;
    uint64_t lost;
    bool calls_counted;
    call_counts server_calls;
    int64_t resident_before;
    int64_t resident; /* bytes, as the window ended */
    clocks spent;
    histogram latency_ns;
} load_result;

/*
 * Opens the connections and runs the workload for the warm-up and the window; then waits for what is under way. *out
 * must be zero. 0, or -1 after a message on stderr: a wrong byte, a connection that failed or was closed, no answer for
 * patience_ns.
 */
int load_run(const load_plan *plan, load_result *out);

#endif
