/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_SERVERS_COMMANDS_H
#define HEADRACE_SERVERS_COMMANDS_H

#include "server.h"

#include <stddef.h>

#define COMMANDS_GO_ON (-1)

/* The line that is coming on stdin. */
typedef struct commands {
    char line[256];
    size_t size;
} commands;

/* Reads stdin, which is readable, once and answers the complete lines. COMMANDS_GO_ON, or the status to exit with. */
int commands_read(commands *c, server *s);

#endif
