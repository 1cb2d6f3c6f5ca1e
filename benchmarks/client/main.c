/* SPDX-License-Identifier: Apache-2.0 */
#include "load.h"

#include "exchange.h"

#include <arpa/inet.h>
#include <getopt.h>
#include <inttypes.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USAGE_ERROR 2
/* A client that is busy for more of the window than this, and busier than the server, is what was measured. */
#define BUSY 0.9

typedef struct number_option {
    const char *name;
    long smallest;
    long largest;
    long value;
} number_option;

enum { PORT, CONNECTIONS, BODY, WARMUP_MS, WINDOW_MS, SERVER_PID, SERVER_CORE, OPTIONS };

static number_option options[OPTIONS] = {
    [PORT] = {"port", 1, 65535, -1},
    [CONNECTIONS] = {"connections", 1, 100000, -1},
    [BODY] = {"body", TOKEN_SIZE, RESPONSE_LIMIT / 2, -1},
    [WARMUP_MS] = {"warmup-ms", 0, 3600000, -1},
    [WINDOW_MS] = {"window-ms", 1, 3600000, -1},
    [SERVER_PID] = {"server-pid", 1, INT_MAX, -1},
    [SERVER_CORE] = {"server-core", 0, 65535, -1},
};

static int usage(void)
{
    fputs("usage: headrace-load", stderr);
    for (int i = 0; i < OPTIONS; i++) {
        fprintf(stderr, " --%s N", options[i].name);
    }
    fputs("\n"
          "Sends HTTP/1.1 requests over keep-alive connections to 127.0.0.1, verifies every byte of the answers and\n"
          "prints what the window cost as one line of JSON. Exit status: 0 all answers right, 1 not, 2 usage.\n",
          stderr);
    return USAGE_ERROR;
}

static int parse_number(number_option *option, const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0' || value < option->smallest || value > option->largest) {
        fprintf(stderr, "headrace-load: --%s: \"%s\" is not a whole number from %ld to %ld\n", option->name, text,
                option->smallest, option->largest);
        return -1;
    }
    option->value = value;
    return 0;
}

static int parse_options(int argc, char **argv)
{
    struct option names[OPTIONS + 1] = {0};
    int index;
    int found;
    for (int i = 0; i < OPTIONS; i++) {
        names[i] = (struct option){options[i].name, required_argument, NULL, 0};
    }
    while ((found = getopt_long(argc, argv, "", names, &index)) == 0) {
        if (parse_number(&options[index], optarg) != 0) {
            return -1;
        }
    }
    if (found != -1) {
        return -1;
    }
    if (optind < argc) {
        fprintf(stderr, "headrace-load: unexpected argument \"%s\"\n", argv[optind]);
        return -1;
    }
    for (int i = 0; i < OPTIONS; i++) {
        if (options[i].value < 0) {
            fprintf(stderr, "headrace-load: --%s is missing\n", options[i].name);
            return -1;
        }
    }
    return 0;
}

static double seconds(int64_t ns)
{
    return (double)ns / 1e9;
}

static void print_result(const load_result *r)
{
    double wall = seconds(r->spent.wall_ns);
    double client = seconds(r->spent.client_cpu_ns);
    double server = seconds(r->spent.server_cpu_ns);
    printf("{\"requests\":%" PRIu64 ",\"seconds\":%.9f,\"client_cpu_seconds\":%.9f,\"server_cpu_seconds\":%.9f,"
           "\"server_user_seconds\":%.2f,\"server_system_seconds\":%.2f,\"server_core_idle_seconds\":%.2f,\"client_"
           "core_idle_seconds\":%.2f,"
           "\"client_is_bottleneck\":%s,\"latency_ns\":",
           r->requests, wall, client, server, seconds(r->spent.server_user_ns), seconds(r->spent.server_system_ns),
           seconds(r->spent.server_core_idle_ns), seconds(r->spent.client_core_idle_ns),
           client > BUSY * wall && server < client ? "true" : "false");
    histogram_print(&r->latency_ns, stdout);
    puts("}");
}

int main(int argc, char **argv)
{
    if (parse_options(argc, argv) != 0) {
        return usage();
    }
    load_plan plan = {
        .server = {.sin_family = AF_INET,
                   .sin_port = htons((uint16_t)options[PORT].value),
                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)},
        .server_pid = (pid_t)options[SERVER_PID].value,
        .server_core = (int)options[SERVER_CORE].value,
        .connections = (int)options[CONNECTIONS].value,
        .body_size = (int)options[BODY].value,
        .warmup_ns = options[WARMUP_MS].value * INT64_C(1000000),
        .window_ns = options[WINDOW_MS].value * INT64_C(1000000),
    };
    load_result *result = calloc(1, sizeof *result);
    if (result == NULL) {
        perror("headrace-load: calloc");
        return EXIT_FAILURE;
    }
    int failed = load_run(&plan, result);
    if (failed == 0) {
        print_result(result);
    }
    free(result);
    return failed == 0 && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
