/* SPDX-License-Identifier: Apache-2.0 */
#include "commands.h"

#include "failure.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define USAGE_ERROR 2
#define WORK "work "

static int say(const char *line)
{
    return puts(line) >= 0 && fflush(stdout) == 0 ? COMMANDS_GO_ON : EXIT_FAILURE;
}

static int answer(server *s, const char *line)
{
    if (strcmp(line, "allocated") == 0) {
        return say("allocated bytes=0");
    }
    if (s->role->choose != NULL && strncmp(line, WORK, sizeof WORK - 1) == 0 &&
        s->role->choose(s, line + sizeof WORK - 1) == 0) {
        return say(line);
    }
    warnx("unknown command \"%s\"; allowed is: allocated%s", line,
          s->role->choose == NULL ? "" : ", work echo|unread|flip|drain");
    return USAGE_ERROR;
}

static int answer_lines(commands *c, server *s)
{
    char *end;
    while ((end = memchr(c->line, '\n', c->size)) != NULL) {
        *end = '\0';
        int status = answer(s, c->line);
        if (status != COMMANDS_GO_ON) {
            return status;
        }
        c->size -= (size_t)(end + 1 - c->line);
        memmove(c->line, end + 1, c->size);
    }
    return COMMANDS_GO_ON;
}

int commands_read(commands *c, server *s)
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
    return answer_lines(c, s);
}
