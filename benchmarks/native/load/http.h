/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_HTTP_H
#define HEADRACE_LOAD_HTTP_H

#include "exchange.h"

/* "GET /<token>"; all answers have the same head, but for the value of a Date. */
int http_open(exchange *x, size_t body_size, unsigned depth);

/*
 * Looks for the end of the head in the first bytes of an answer, and learns it. 0 when it is not there yet; 1; or -1
 * after a message on stderr: the status is not 200 or the Content-Length is not the size of the body.
 */
int http_learn_head(exchange *x, const char *bytes, size_t size);

#endif
