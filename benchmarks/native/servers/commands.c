/* SPDX-License-Identifier: Apache-2.0 */
#include "commands.h"

#include "failure.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define USAGE_ERROR 2

static int answer(const char *line)
{
    if (strcmp(line, "allocated") != 0) {
        warnx("unknown command \"%s\"; allowed is: allocated", line);
        return USAGE_ERROR;
    }
    puts("allocated bytes=0");
    return fflush(stdout) == 0 ? COMMANDS_GO_ON : EXIT_FAILURE;
}

static int answer_lines(commands *c)
{
    char *end;
    while ((end = memchr(c->line, '\n', c->size)) != NULL) {
        *end = '\0';
        int status = answer(c->line);
        if (status != COMMANDS_GO_ON) {
            return status;
        }
        c->size -= (size_t)(end + 1 - c->line);
        memmove(c->line, end + 1, c->size);
    }
    return COMMANDS_GO_ON;
}

int commands_read(commands *c)
{
    size_t space = sizeof c->line - c->size;
    if (space == 0) {
        warnx("a command is longer than %zu bytes", sizeof c->line);
        return USAGE_ERROR;
    }
    ssize_t n = read(STDIN_FILENO, c->line + c->size, space);
    if (n < 0) {
        if (errno == EINTR || errno == EAGAIN) {
            return COMMANDS_GO_ON;
        }
        warn("stdin");
        return EXIT_FAILURE;
    }
    if (n == 0) {
        return EXIT_SUCCESS;
    }
    c->size += (size_t)n;
    return answer_lines(c);
}
