/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_EXCHANGE_H
#define HEADRACE_LOAD_EXCHANGE_H

#include "token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEAD_LIMIT 8192

/*
 * A batch of requests and the only right answer to each. A request holds a token that differs from request to request.
 * An answer is a head, the same for all, and a body: the letters a to z over and over, the first TOKEN_SIZE of them
 * replaced by the token where that is returned, so that the answer to another request is a wrong answer.
 */
typedef struct exchange {
    char *requests;
    unsigned depth;
    size_t request_size;
    size_t request_token; /* where in a request */
    bool returns_token;
    bool learns_head; /* from the first answer, which is HTTP */
    char head[HEAD_LIMIT];
    size_t head_size;
    size_t date_start; /* of the value of a Date in the head, which may differ from answer to answer */
    size_t date_size;
    size_t body_size;
} exchange;

/* Makes requests of depth times the template, size bytes. 0, or -1 after a message on stderr. */
int exchange_open(exchange *x, const char *request, size_t size, size_t token_offset, unsigned depth);

/* The same, each of size bytes: a token and letters. */
int exchange_open_letters(exchange *x, size_t size, unsigned depth);

void exchange_close(exchange *x);

static inline size_t exchange_answer_size(const exchange *x)
{
    return x->head_size + x->body_size;
}

void exchange_put_token(exchange *x, unsigned message, uint64_t token);

/*
 * Compares received bytes with the answer to the request with that token, from offset on; no more of them than the
 * answer has. 0, or -1 after a message on stderr that names the first wrong byte.
 */
int exchange_check(const exchange *x, uint64_t token, size_t offset, const char *bytes, size_t size);

#endif
