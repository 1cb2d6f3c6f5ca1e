/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_FLOORS_PAYLOAD_H
#define HEADRACE_FLOORS_PAYLOAD_H

#include <stddef.h>

/* Letters that are sent, and room for what comes. Functions answer 0, or -1 after a message on stderr. */
typedef struct payload {
    size_t size;
    char *out;
    char *in;
} payload;

int payload_open(payload *out, size_t size);

/* Compares what came last with what was sent, and wipes it. */
int payload_check(payload *p);

void payload_close(payload *p);

#endif
