/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_EXCHANGE_H
#define HEADRACE_LOAD_EXCHANGE_H

#include <netinet/in.h>
#include <stddef.h>

#define TOKEN_SIZE 16
#define RESPONSE_LIMIT (64 * 1024)

/*
 * A request and the only right answer to it. The token differs from request to request and comes back at the start of the
 * body, so that the answer to another request is a wrong answer.
 */
typedef struct exchange {
    char request[256];
    size_t request_size;
    size_t request_token;
    char response[RESPONSE_LIMIT];
    size_t response_size;
    size_t response_token;
} exchange;

/*
 * "GET /<token>"; the answer is 200 with a Content-Length of body_size (at least TOKEN_SIZE) and the letters a to z over and
 * over, the first of them replaced by the token. Asks the server once: the head of that answer is checked here and expected,
 * byte for byte, of every later one. 0, or -1 after a message on stderr.
 */
int exchange_open(exchange *x, const struct sockaddr_in *server, size_t body_size);

void exchange_put_token(exchange *x, const char token[TOKEN_SIZE]);

/*
 * Compares received bytes with the response to the token that was put last, from offset on.
 * 0, or -1 after a message on stderr that names the first wrong byte.
 */
int exchange_check(const exchange *x, size_t offset, const char *bytes, size_t size);

#endif
