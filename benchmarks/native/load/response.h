/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_RESPONSE_H
#define HEADRACE_LOAD_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RESPONSE_HEAD_LIMIT 16384
#define RESPONSE_LINE_LIMIT 64

typedef enum response_part { IN_HEAD, IN_BODY, IN_CHUNK_LINE, IN_CHUNK, IN_CHUNK_END, IN_TRAILER } response_part;

/* Where an answer of HTTP/1.1 to a GET ends (RFC 9112, 6.3). What is in its body is of no interest. */
typedef struct response {
    response_part part;
    char head[RESPONSE_HEAD_LIMIT];
    size_t head_size;
    char line[RESPONSE_LINE_LIMIT]; /* of a chunk's size or a trailer */
    size_t line_size;
    uint64_t left; /* bytes of the body or of the chunk */
    int status;
    bool begun;
    bool ends_connection; /* the server closes it after the answer */
    bool ends_by_close;   /* nothing else says where the body ends */
} response;

/* Before each answer. */
void response_reset(response *r);

/* Takes bytes. *used of them belong to this answer. 1: it is whole, 0: it is not, -1 after a message on stderr. */
int response_take(response *r, const char *bytes, size_t size, size_t *used);

/* The server closed the connection. True if the answer is whole by that. */
bool response_ends_here(const response *r);

#endif
