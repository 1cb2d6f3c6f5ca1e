/* SPDX-License-Identifier: Apache-2.0 */
#include "http.h"

#include "failure.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char before_token[] = "GET /";
static const char request[] = "GET /0123456789abcdef HTTP/1.1\r\nHost: localhost\r\n\r\n";
static const char content_length[] = "\r\nContent-Length:";
static const char date[] = "\r\nDate:";
static const char head_end[] = "\r\n\r\n";

int http_open(exchange *x, size_t body_size, unsigned depth)
{
    x->returns_token = true;
    x->learns_head = true;
    x->body_size = body_size;
    return exchange_open(x, request, sizeof request - 1, sizeof before_token - 1, depth);
}

static int check_head(const char *head, size_t body_size)
{
    static const char status[] = "HTTP/1.1 200 ";
    if (strncmp(head, status, sizeof status - 1) != 0) {
        return failed("first request: expected \"%s...\", got \"%.*s\"", status, (int)strcspn(head, "\r\n"), head);
    }
    const char *length = strcasestr(head, content_length);
    if (length == NULL) {
        return failed("first request: the response has no Content-Length");
    }
    unsigned long long announced = strtoull(length + sizeof content_length - 1, NULL, 10);
    if (announced != body_size) {
        return failed("first request: expected Content-Length %zu, got %llu", body_size, announced);
    }
    return 0;
}

static void find_date(exchange *x)
{
    const char *found = strcasestr(x->head, date);
    if (found != NULL) {
        x->date_start = (size_t)(found - x->head) + sizeof date - 1;
        x->date_size = strcspn(x->head + x->date_start, "\r");
    }
}

int http_learn_head(exchange *x, const char *bytes, size_t size)
{
    const char *end = memmem(bytes, size, head_end, sizeof head_end - 1);
    size_t head_size = end == NULL ? size : (size_t)(end - bytes) + sizeof head_end - 1;
    if (head_size >= HEAD_LIMIT) {
        return failed("first request: the head of the response is longer than %d bytes", HEAD_LIMIT - 1);
    }
    if (end == NULL) {
        return 0;
    }
    memcpy(x->head, bytes, head_size);
    x->head[head_size] = '\0';
    if (check_head(x->head, x->body_size) != 0) {
        return -1;
    }
    find_date(x);
    x->head_size = head_size;
    x->learns_head = false;
    return 1;
}
