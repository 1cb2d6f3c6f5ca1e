/* SPDX-License-Identifier: Apache-2.0 */
#include "measurement.h"
#include "tables.h"

#include "descriptors.h"
#include "failure.h"
#include "idle_threads.h"
#include "options.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#define USAGE_ERROR 2
#define MOST_ITERATIONS 1000
#define LARGEST (1L << 30)
#define NONE 0
#define MILLION INT64_C(1000000)
/* Descriptors in addition to the connections: the standard ones, epoll, a listener or an eventfd. */
#define OTHER_DESCRIPTORS 8

enum { OPERATION, CONNECTIONS, SIZE, WARMUPS, ITERATIONS, ITERATION_MS, COUNT, IDLE_THREADS, OPTIONS };

static program_option options[OPTIONS] = {
    [OPERATION] = {.name = "operation", .kind = OPTION_NAME, .name_at = operation_name_at, .value = OPTION_MISSING},
    [CONNECTIONS] = {"connections", OPTION_NUMBER, 1, 100000, NULL, NONE},
    [SIZE] = {"size", OPTION_NUMBER, 1, LARGEST, NULL, NONE},
    [WARMUPS] = {"warmups", OPTION_NUMBER, 0, MOST_ITERATIONS, NULL, 3},
    [ITERATIONS] = {"iterations", OPTION_NUMBER, 1, MOST_ITERATIONS, NULL, 3},
    [ITERATION_MS] = {"iteration-ms", OPTION_NUMBER, 1, 3600000, NULL, NONE},
    [COUNT] = {"count", OPTION_NUMBER, 1, LARGEST, NULL, NONE},
    [IDLE_THREADS] = {"idle-threads", OPTION_NUMBER, 0, IDLE_THREADS_MOST, NULL, 1},
};

static int usage(void)
{
    options_print(options, OPTIONS);
    fputs("Does an operation of benchmarks/operations by its system calls only, in iterations of --iteration-ms\n"
          "milliseconds or of --count operations, and prints what it took as one line of JSON. Exit status: 0 done,\n"
          "1 what is said on stderr, 2 usage.\n",
          stderr);
    return USAGE_ERROR;
}

static int check_taken(int option, bool takes, const operation_kind *kind)
{
    return takes || options[option].value == NONE
               ? 0
               : failed("--%s: the operation %s takes none", options[option].name, kind->name);
}

static int check_options(const operation_kind *kind)
{
    if (check_taken(CONNECTIONS, kind->takes_connections, kind) != 0 ||
        check_taken(SIZE, kind->takes_size, kind) != 0) {
        return -1;
    }
    return (options[ITERATION_MS].value == NONE) != (options[COUNT].value == NONE)
               ? 0
               : failed("one of --iteration-ms and --count is needed");
}

static void print_result(const operation_kind *kind, const pace *p, const double *times)
{
    printf("{\"operation\":\"%s\",\"idle_threads\":%ld,\"ns_an_operation\":[", kind->name, options[IDLE_THREADS].value);
    for (int i = 0; i < p->iterations; i++) {
        printf("%s%.3f", i == 0 ? "" : ",", times[i]);
    }
    puts("]}");
}

/* The exit status. */
static int measure_in(operation *o, const operation_kind *kind, const plan *wanted, const pace *p)
{
    double times[MOST_ITERATIONS];
    if (kind->open(o, wanted) != 0) {
        return EXIT_FAILURE;
    }
    int result = measurement_run(kind, o, p, times);
    kind->close(o);
    if (result != 0) {
        return EXIT_FAILURE;
    }
    print_result(kind, p, times);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int measure(const operation_kind *kind, const plan *wanted, const pace *p)
{
    operation *o = calloc(1, kind->memory);
    if (o == NULL) {
        warn("calloc");
        return EXIT_FAILURE;
    }
    int status = measure_in(o, kind, wanted, p);
    free(o);
    return status;
}

static int measure_with_threads(const operation_kind *kind, const plan *wanted, const pace *p)
{
    idle_threads *idle = idle_threads_start((int)options[IDLE_THREADS].value);
    if (idle == NULL) {
        return EXIT_FAILURE;
    }
    int status = measure(kind, wanted, p);
    idle_threads_end(idle);
    return status;
}

int main(int argc, char **argv)
{
    if (options_parse(argc, argv, options, OPTIONS) != 0) {
        return usage();
    }
    const operation_kind *kind = operations[options[OPERATION].value];
    if (check_options(kind) != 0) {
        return usage();
    }
    long connections = options[CONNECTIONS].value;
    long size = options[SIZE].value;
    long ms = options[ITERATION_MS].value;
    long count = options[COUNT].value;
    const plan wanted = {
        .connections = connections == NONE ? kind->usual.connections : (int)connections,
        .size = size == NONE ? kind->usual.size : (size_t)size,
    };
    const pace p = {
        .warmups = (int)options[WARMUPS].value,
        .iterations = (int)options[ITERATIONS].value,
        .iteration_ns = ms == NONE ? INT64_MAX : ms * MILLION,
        .iteration_count = count == NONE ? INT64_MAX : count,
    };
    if (descriptors_require(2 * wanted.connections + OTHER_DESCRIPTORS) != 0) {
        return EXIT_FAILURE;
    }
    return measure_with_threads(kind, &wanted, &p);
}
