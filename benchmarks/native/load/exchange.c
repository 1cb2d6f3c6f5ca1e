/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange.h"

#include "failure.h"
#include "letters.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

int exchange_open(exchange *x, const char *request, size_t size, size_t token_offset, unsigned depth)
{
    x->requests = malloc(size * depth);
    if (x->requests == NULL) {
        return failed_call("malloc");
    }
    for (unsigned i = 0; i < depth; i++) {
        memcpy(x->requests + i * size, request, size);
    }
    x->depth = depth;
    x->request_size = size;
    x->request_token = token_offset;
    return 0;
}

int exchange_open_letters(exchange *x, size_t size, unsigned depth)
{
    char *request = malloc(size);
    if (request == NULL) {
        return failed_call("malloc");
    }
    letters_fill(request, size);
    int result = exchange_open(x, request, size, 0, depth);
    free(request);
    return result;
}

void exchange_close(exchange *x)
{
    free(x->requests);
}

void exchange_put_token(exchange *x, unsigned message, uint64_t token)
{
    token_write(x->requests + message * x->request_size + x->request_token, token);
}

static int wrong(uint64_t token, size_t offset, size_t size, char found, char expected)
{
    return failed("wrong answer to message %016llx: byte %zu of %zu is 0x%02x, not 0x%02x", (unsigned long long)token,
                  offset, size, (unsigned char)found, (unsigned char)expected);
}

/* The bytes from offset on that lie in a part of the answer: at most size, none when the part lies before them. */
static size_t within(size_t part_end, size_t offset, size_t size)
{
    size_t left = offset < part_end ? part_end - offset : 0;
    return left < size ? left : size;
}

static int check_bytes(const exchange *x, uint64_t token, const char *expected, size_t offset, const char *bytes,
                       size_t size)
{
    if (memcmp(expected, bytes, size) == 0) {
        return 0;
    }
    size_t i = 0;
    while (expected[i] == bytes[i]) {
        i++;
    }
    return wrong(token, offset + i, exchange_answer_size(x), bytes[i], expected[i]);
}

static int check_date(const exchange *x, uint64_t token, size_t offset, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (!isalnum((unsigned char)bytes[i]) && strchr(" ,:", bytes[i]) == NULL) {
            return wrong(token, offset + i, exchange_answer_size(x), bytes[i], x->head[offset + i]);
        }
    }
    return 0;
}

/* size bytes that all belong to the head */
static int check_head(const exchange *x, uint64_t token, size_t offset, const char *bytes, size_t size)
{
    size_t before = within(x->date_start, offset, size);
    size_t date = within(x->date_start + x->date_size, offset + before, size - before);
    size_t after = offset + before + date;
    return check_bytes(x, token, x->head + offset, offset, bytes, before) != 0 ||
                   check_date(x, token, offset + before, bytes + before, date) != 0
               ? -1
               : check_bytes(x, token, x->head + after, after, bytes + before + date, size - before - date);
}

int exchange_check(const exchange *x, uint64_t token, size_t offset, const char *bytes, size_t size)
{
    char text[TOKEN_SIZE];
    size_t letters_start = x->head_size + (x->returns_token ? TOKEN_SIZE : 0);
    size_t part = within(x->head_size, offset, size);
    if (part > 0 && check_head(x, token, offset, bytes, part) != 0) {
        return -1;
    }
    bytes += part;
    offset += part;
    size -= part;
    part = within(letters_start, offset, size);
    if (part > 0) {
        token_write(text, token);
        if (check_bytes(x, token, text + (offset - x->head_size), offset, bytes, part) != 0) {
            return -1;
        }
    }
    bytes += part;
    offset += part;
    size -= part;
    size_t right = letters_match(offset - x->head_size, bytes, size);
    if (right == size) {
        return 0;
    }
    offset += right;
    return wrong(token, offset, exchange_answer_size(x), bytes[right], letters_at(offset - x->head_size));
}
