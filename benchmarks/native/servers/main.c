/* SPDX-License-Identifier: Apache-2.0 */
#include "run.h"
#include "tables.h"

#include "failure.h"
#include "idle_threads.h"
#include "options.h"

#include <stdio.h>

#define USAGE_ERROR 2
#define LARGEST_FILE (1L << 30)
#define NO_SIZE 0

enum { LOOP, ROLE, SIZE, IDLE_THREADS, OPTIONS };

static program_option options[OPTIONS] = {
    [LOOP] = {.name = "loop", .kind = OPTION_NAME, .name_at = loop_name_at, .value = OPTION_MISSING},
    [ROLE] = {.name = "role", .kind = OPTION_NAME, .name_at = role_name_at, .value = OPTION_MISSING},
    [SIZE] = {.name = "size", .smallest = 1, .largest = LARGEST_FILE, .value = NO_SIZE},
    [IDLE_THREADS] = {.name = "idle-threads", .smallest = 0, .largest = IDLE_THREADS_MOST, .value = 0},
};

static int check_size(const role *chosen, long size)
{
    if (chosen->takes_size && size == NO_SIZE) {
        return failed("--size is missing: role %s needs it", chosen->name);
    }
    if (!chosen->takes_size && size != NO_SIZE) {
        return failed("--size: role %s takes none", chosen->name);
    }
    return 0;
}

static int check_loop(const role *chosen, const loop_kind *kind)
{
    return chosen->leaves_ready && kind->reports_once
               ? failed("--loop: %s reports once, and role %s leaves ready what was reported", kind->name, chosen->name)
               : 0;
}

static int usage(void)
{
    options_print(options, OPTIONS);
    fputs("Serves on 127.0.0.1 until the end of stdin. Exit status: 0 then, 1 what is said on stderr, 2 usage.\n",
          stderr);
    return USAGE_ERROR;
}

int main(int argc, char **argv)
{
    if (options_parse(argc, argv, options, OPTIONS) != 0) {
        return usage();
    }
    const role *chosen = roles[options[ROLE].value];
    const loop_kind *kind = loops[options[LOOP].value];
    if (check_size(chosen, options[SIZE].value) != 0 || check_loop(chosen, kind) != 0) {
        return usage();
    }
    return server_run(chosen, kind, (size_t)options[SIZE].value, (int)options[IDLE_THREADS].value);
}
