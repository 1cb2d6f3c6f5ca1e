/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"
#include "workload.h"

#include "failure.h"
#include "options.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

#define USAGE_ERROR 2
#define USUAL_SIZE 0
#define ANY_CORE 65536
#define LARGEST_BATCH ((size_t)1 << 30)
#define MILLION INT64_C(1000000)
/*
 * A client that is busy for more of the window than this, and busier than the server, is what was measured. One that
 * floods is always busy: there it is, when the server is not. One with a rate is not, where it kept this part of the
 * rate.
 */
#define BUSY 0.9
#define KEPT 0.99

enum {
    WORKLOAD,
    PORT,
    CONNECTIONS,
    WARMUP_MS,
    WINDOW_MS,
    SERVER_PID,
    SERVER_CORE,
    CLIENT_CORE,
    SIZE,
    IDLE,
    DEPTH,
    RATE,
    PATIENCE_MS,
    STATUS,
    TLS,
    COUNT_CALLS,
    ANNOUNCE,
    OPTIONS
};

static program_option options[OPTIONS] = {
    [WORKLOAD] = {.name = "workload", .kind = OPTION_NAME, .name_at = workload_name_at, .value = OPTION_MISSING},
    [PORT] = {"port", OPTION_NUMBER, 1, 65535, NULL, OPTION_MISSING},
    [CONNECTIONS] = {"connections", OPTION_NUMBER, 1, 100000, NULL, OPTION_MISSING},
    [WARMUP_MS] = {"warmup-ms", OPTION_NUMBER, 0, 3600000, NULL, OPTION_MISSING},
    [WINDOW_MS] = {"window-ms", OPTION_NUMBER, 1, 3600000, NULL, OPTION_MISSING},
    [SERVER_PID] = {"server-pid", OPTION_NUMBER, 1, INT_MAX, NULL, OPTION_MISSING},
    [SERVER_CORE] = {"server-core", OPTION_NUMBER, 0, 65535, NULL, OPTION_MISSING},
    [CLIENT_CORE] = {"client-core", OPTION_NUMBER, 0, 65535, NULL, ANY_CORE},
    [SIZE] = {"size", OPTION_NUMBER, 1, INT_MAX, NULL, USUAL_SIZE},
    [IDLE] = {"idle", OPTION_NUMBER, 0, 100000, NULL, 0},
    [DEPTH] = {"depth", OPTION_NUMBER, 1, 1024, NULL, 1},
    [RATE] = {"rate", OPTION_NUMBER, 0, 100000000, NULL, 0},
    [PATIENCE_MS] = {"patience-ms", OPTION_NUMBER, 1, 3600000, NULL, 10000},
    [STATUS] = {"status", OPTION_NUMBER, 0, 599, NULL, 0},
    [TLS] = {.name = "tls", .kind = OPTION_FLAG},
    [COUNT_CALLS] = {.name = "count-calls", .kind = OPTION_FLAG},
    [ANNOUNCE] = {.name = "announce", .kind = OPTION_FLAG},
};

static int usage(void)
{
    options_print(options, OPTIONS);
    fputs("Gives the server on 127.0.0.1 work, verifies every byte of the answers and prints what the window cost\n"
          "as one line of JSON. Exit status: 0 all answers right, 1 not, 2 usage.\n",
          stderr);
    return USAGE_ERROR;
}

/* Refuses an option that a workload does not take. */
static int check_taken(int option, bool takes, long usual, const workload *w)
{
    if (takes || options[option].value == usual) {
        return 0;
    }
    return failed("--%s: %ld is not allowed with the workload %s, only %ld is", options[option].name,
                  options[option].value, w->name, usual);
}

static int check_size(const workload *w)
{
    if (options[SIZE].value == USUAL_SIZE) {
        options[SIZE].value = (long)w->usual_size;
    }
    size_t size = (size_t)options[SIZE].value;
    if (size == USUAL_SIZE) {
        return failed("--size is missing: the workload %s needs it", w->name);
    }
    if (size < w->smallest || size > w->largest) {
        return failed("--size: %zu is not a size of the workload %s: from %zu to %zu are allowed", size, w->name,
                      w->smallest, w->largest);
    }
    if (size > LARGEST_BATCH / (size_t)options[DEPTH].value) {
        return failed("--depth: %ld messages of %zu bytes are more than the %zu bytes that a batch may have",
                      options[DEPTH].value, size, LARGEST_BATCH);
    }
    return 0;
}

static int check_options(const workload *w)
{
    return check_taken(DEPTH, w->takes_depth, 1, w) != 0 || check_taken(IDLE, w->takes_idle, 0, w) != 0 ||
                   check_taken(RATE, w->takes_rate, 0, w) != 0 || check_taken(STATUS, w->takes_request, 0, w) != 0 ||
                   check_taken(TLS, w->takes_request, 0, w) != 0
               ? -1
               : check_size(w);
}

static double seconds(int64_t ns)
{
    return (double)ns / 1e9;
}

static bool client_is_bottleneck(const load_plan *plan, const load_result *r)
{
    double wall = seconds(r->spent.wall_ns);
    double client = seconds(r->spent.client_cpu_ns);
    double server = seconds(r->spent.server_cpu_ns);
    if (plan->rate > 0 && (double)r->requests >= KEPT * (double)plan->rate * wall) {
        return false;
    }
    return client > BUSY * wall && server < (plan->workload->floods ? BUSY * wall : client);
}

static void print_clocks(const clocks *spent)
{
    printf("\"seconds\":%.9f,\"client_cpu_seconds\":%.9f,\"server_cpu_seconds\":%.9f,\"server_user_seconds\":%.2f,"
           "\"server_system_seconds\":%.2f,\"server_core_idle_seconds\":%.2f,\"client_core_idle_seconds\":%.2f",
           seconds(spent->wall_ns), seconds(spent->client_cpu_ns), seconds(spent->server_cpu_ns),
           seconds(spent->server_user_ns), seconds(spent->server_system_ns), seconds(spent->server_core_idle_ns),
           seconds(spent->client_core_idle_ns));
}

static void print_calls(const load_result *r)
{
    const call_counts *calls = &r->server_calls;
    if (!r->calls_counted) {
        printf(",\"server_calls\":null");
        return;
    }
    printf(",\"server_calls\":{\"all\":%" PRId64 ",\"waits\":%" PRId64 ",\"changes\":%" PRId64 ",\"reports\":%" PRId64
           "}",
           calls->all, calls->waits, calls->changes, calls->reports);
}

static void print_result(const load_plan *plan, const load_result *r)
{
    printf("{\"requests\":%" PRIu64 ",", r->requests);
    print_clocks(&r->spent);
    printf(",\"client_is_bottleneck\":%s,\"lost\":%" PRIu64, client_is_bottleneck(plan, r) ? "true" : "false", r->lost);
    print_calls(r);
    printf(",\"server_resident_before\":%" PRId64 ",\"server_resident\":%" PRId64 ",\"latency_ns\":",
           r->resident_before, r->resident);
    histogram_print(&r->latency_ns, stdout);
    puts("}");
}

int main(int argc, char **argv)
{
    if (options_parse(argc, argv, options, OPTIONS) != 0) {
        return usage();
    }
    const workload *work = workloads[options[WORKLOAD].value];
    if (check_options(work) != 0) {
        return usage();
    }
    load_plan plan = {
        .workload = work,
        .server = {.sin_family = AF_INET,
                   .sin_port = htons((uint16_t)options[PORT].value),
                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)},
        .server_pid = (pid_t)options[SERVER_PID].value,
        .server_core = (int)options[SERVER_CORE].value,
        .client_core = options[CLIENT_CORE].value == ANY_CORE ? sched_getcpu() : (int)options[CLIENT_CORE].value,
        .connections = (int)options[CONNECTIONS].value,
        .idle = (int)options[IDLE].value,
        .size = (size_t)options[SIZE].value,
        .depth = (unsigned)options[DEPTH].value,
        .rate = (uint64_t)options[RATE].value,
        .tls = options[TLS].value != 0,
        .status = (int)options[STATUS].value,
        .count_calls = options[COUNT_CALLS].value != 0,
        .announce = options[ANNOUNCE].value != 0,
        .patience_ns = options[PATIENCE_MS].value * MILLION,
        .warmup_ns = options[WARMUP_MS].value * MILLION,
        .window_ns = options[WINDOW_MS].value * MILLION,
    };
    load_result *result = calloc(1, sizeof *result);
    if (result == NULL) {
        warn("calloc");
        return EXIT_FAILURE;
    }
    int failure = load_run(&plan, result);
    if (failure == 0) {
        print_result(&plan, result);
    }
    free(result);
    return failure == 0 && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
