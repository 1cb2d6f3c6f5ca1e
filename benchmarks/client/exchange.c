/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define PATIENCE_SECONDS 10

#define TOKEN_OFFSET (sizeof "GET /" - 1)

static const char request[] = "GET /0123456789abcdef HTTP/1.1\r\nHost: localhost\r\n\r\n";
static const char content_length[] = "\r\nContent-Length:";

typedef struct received {
    char bytes[RESPONSE_LIMIT + 1];
    size_t size;
} received;

static int failed(const char *what)
{
    fprintf(stderr, "headrace-load: first request: %s\n", what);
    return -1;
}

static int failed_call(const char *call)
{
    fprintf(stderr, "headrace-load: first request: %s: %s\n", call, strerror(errno));
    return -1;
}

static int receive_more(int fd, received *in)
{
    if (in->size == RESPONSE_LIMIT) {
        return failed("the response is longer than 64 KiB");
    }
    ssize_t n = recv(fd, in->bytes + in->size, RESPONSE_LIMIT - in->size, 0);
    if (n < 0) {
        return failed_call("recv");
    }
    if (n == 0) {
        return failed("the server closed the connection before the end of the response");
    }
    in->size += (size_t)n;
    in->bytes[in->size] = '\0';
    return 0;
}

static int check_head(const char *head, size_t body_size)
{
    static const char status[] = "HTTP/1.1 200 ";
    if (strncmp(head, status, sizeof status - 1) != 0) {
        fprintf(stderr, "headrace-load: first request: expected \"%s...\", got \"%.*s\"\n", status,
                (int)strcspn(head, "\r\n"), head);
        return -1;
    }
    const char *length = strcasestr(head, content_length);
    if (length == NULL) {
        return failed("the response has no Content-Length");
    }
    unsigned long long announced = strtoull(length + sizeof content_length - 1, NULL, 10);
    if (announced != body_size) {
        fprintf(stderr, "headrace-load: first request: expected Content-Length %zu, got %llu\n", body_size, announced);
        return -1;
    }
    return 0;
}

static int expect_response(exchange *x, const received *in, size_t head_size, size_t body_size)
{
    if (head_size + body_size > RESPONSE_LIMIT) {
        return failed("the response is longer than 64 KiB");
    }
    memcpy(x->response, in->bytes, head_size);
    for (size_t i = 0; i < body_size; i++) {
        x->response[head_size + i] = (char)('a' + i % 26);
    }
    x->response_token = head_size;
    x->response_size = head_size + body_size;
    return 0;
}

static int ask_once(int fd, exchange *x, received *in, size_t body_size)
{
    const char *token = request + TOKEN_OFFSET;
    const char *end = NULL;
    if (send(fd, x->request, x->request_size, MSG_NOSIGNAL) != (ssize_t)x->request_size) {
        return failed_call("send");
    }
    while ((end = strstr(in->bytes, "\r\n\r\n")) == NULL) {
        if (receive_more(fd, in) != 0) {
            return -1;
        }
    }
    size_t head_size = (size_t)(end + 4 - in->bytes);
    if (check_head(in->bytes, body_size) != 0 || expect_response(x, in, head_size, body_size) != 0) {
        return -1;
    }
    while (in->size < x->response_size) {
        if (receive_more(fd, in) != 0) {
            return -1;
        }
    }
    exchange_put_token(x, token);
    return exchange_check(x, 0, in->bytes, in->size);
}

int exchange_open(exchange *x, const struct sockaddr_in *server, size_t body_size)
{
    const struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
    int result = -1;
    int fd = -1;
    received *in = calloc(1, sizeof *in);
    if (in == NULL) {
        return failed("out of memory");
    }

    memcpy(x->request, request, sizeof request - 1);
    x->request_size = sizeof request - 1;
    x->request_token = TOKEN_OFFSET;
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        failed_call("socket");
    } else if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0) {
        failed_call("setsockopt");
    } else if (connect(fd, (const struct sockaddr *)server, sizeof *server) != 0) {
        failed_call("connect");
    } else {
        result = ask_once(fd, x, in, body_size);
    }
    if (fd >= 0) {
        close(fd);
    }
    free(in);
    return result;
}

void exchange_put_token(exchange *x, const char token[TOKEN_SIZE])
{
    memcpy(x->request + x->request_token, token, TOKEN_SIZE);
    memcpy(x->response + x->response_token, token, TOKEN_SIZE);
}

int exchange_check(const exchange *x, size_t offset, const char *bytes, size_t size)
{
    if (size > x->response_size - offset) {
        fprintf(stderr, "headrace-load: wrong answer: %zu bytes more than a response of %zu\n",
                size - (x->response_size - offset), x->response_size);
        return -1;
    }
    const char *expected = x->response + offset;
    if (memcmp(expected, bytes, size) == 0) {
        return 0;
    }
    size_t i = 0;
    while (expected[i] == bytes[i]) {
        i++;
    }
    fprintf(stderr, "headrace-load: wrong answer to \"GET /%.*s\": byte %zu of %zu is 0x%02x, not 0x%02x\n", TOKEN_SIZE,
            x->request + x->request_token, offset + i, x->response_size, (unsigned char)bytes[i],
            (unsigned char)expected[i]);
    return -1;
}
