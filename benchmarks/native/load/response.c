/* SPDX-License-Identifier: Apache-2.0 */
#include "response.h"

#include "failure.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NO_CONTENT 204
#define NOT_MODIFIED 304
#define FIRST_FINAL 200
#define HEXADECIMAL 16

static const char head_end[] = "\r\n\r\n";

void response_reset(response *r)
{
    r->part = IN_HEAD;
    r->head_size = 0;
    r->line_size = 0;
    r->left = 0;
    r->status = 0;
    r->begun = false;
    r->ends_connection = false;
    r->ends_by_close = false;
}

/* The value of a header, or NULL; it ends with the line. */
static const char *value_of(const char *head, const char *name)
{
    size_t length = strlen(name);
    for (const char *line = strstr(head, "\r\n"); line != NULL; line = strstr(line, "\r\n")) {
        line += 2;
        if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
            return line + length + 1 + strspn(line + length + 1, " \t");
        }
    }
    return NULL;
}

static bool says(const char *value, const char *word)
{
    if (value == NULL) {
        return false;
    }
    const char *found = strcasestr(value, word);
    return found != NULL && found < value + strcspn(value, "\r");
}

static int read_length(response *r, const char *text)
{
    char *end;
    errno = 0;
    r->left = strtoull(text, &end, 10);
    return end == text || errno != 0 || *text == '-' ? failed("the answer has a Content-Length that is no number") : 0;
}

/* 1: the answer is whole, as it has no body. */
static int read_framing(response *r)
{
    const char *length = value_of(r->head, "content-length");
    if (r->status == NO_CONTENT || r->status == NOT_MODIFIED) {
        return 1;
    }
    if (says(value_of(r->head, "transfer-encoding"), "chunked")) {
        r->part = IN_CHUNK_LINE;
        return 0;
    }
    r->part = IN_BODY;
    if (length == NULL) {
        r->ends_by_close = true;
        r->ends_connection = true;
        return 0;
    }
    return read_length(r, length) != 0 ? -1 : r->left == 0;
}

static int read_head(response *r)
{
    static const char version[] = "HTTP/1.";
    const char *connection = value_of(r->head, "connection");
    if (strncmp(r->head, version, sizeof version - 1) != 0 || r->head_size < sizeof "HTTP/1.1 200") {
        return failed("the answer is not HTTP/1.1: it begins with \"%.*s\"", (int)strcspn(r->head, "\r\n"), r->head);
    }
    r->status = atoi(r->head + sizeof "HTTP/1.1" - 1);
    if (r->status < FIRST_FINAL) {
        response_reset(r);
        return 0;
    }
    bool old = r->head[sizeof version - 1] == '0';
    r->ends_connection = says(connection, "close") || (old && !says(connection, "keep-alive"));
    return read_framing(r);
}

static int take_head(response *r, const char *bytes, size_t size, size_t *used)
{
    size_t before = r->head_size;
    size_t room = RESPONSE_HEAD_LIMIT - 1 - before;
    size_t part = size < room ? size : room;
    memcpy(r->head + before, bytes, part);
    r->head_size += part;
    const char *end = memmem(r->head, r->head_size, head_end, sizeof head_end - 1);
    if (end == NULL) {
        *used = part;
        return part < size ? failed("the head of the answer is longer than %d bytes", RESPONSE_HEAD_LIMIT - 1) : 0;
    }
    r->head_size = (size_t)(end - r->head) + sizeof head_end - 1;
    r->head[r->head_size] = '\0';
    *used = r->head_size - before;
    return read_head(r);
}

/* 1: a line is whole, without its end. */
static int take_line(response *r, const char *bytes, size_t size, size_t *used)
{
    const char *end = memchr(bytes, '\n', size);
    size_t part = end == NULL ? size : (size_t)(end - bytes) + 1;
    size_t kept = part < sizeof r->line - 1 - r->line_size ? part : sizeof r->line - 1 - r->line_size;
    memcpy(r->line + r->line_size, bytes, kept);
    r->line_size += kept;
    *used = part;
    if (end == NULL) {
        return 0;
    }
    r->line[r->line_size] = '\0';
    r->line[strcspn(r->line, "\r\n")] = '\0';
    r->line_size = 0;
    return 1;
}

static int take_chunk_line(response *r, const char *bytes, size_t size, size_t *used)
{
    char *end;
    if (take_line(r, bytes, size, used) == 0) {
        return 0;
    }
    errno = 0;
    r->left = strtoull(r->line, &end, HEXADECIMAL);
    if (end == r->line || errno != 0) {
        return failed("the answer has a chunk whose size is \"%s\"", r->line);
    }
    r->part = r->left == 0 ? IN_TRAILER : IN_CHUNK;
    return 0;
}

static int take_chunk_end(response *r, const char *bytes, size_t size, size_t *used)
{
    if (take_line(r, bytes, size, used) == 0) {
        return 0;
    }
    r->part = IN_CHUNK_LINE;
    return r->line[0] == '\0' ? 0 : failed("the answer has a chunk that is longer than its size");
}

static int take_trailer(response *r, const char *bytes, size_t size, size_t *used)
{
    return take_line(r, bytes, size, used) == 1 && r->line[0] == '\0';
}

static int take_bytes(response *r, const char *bytes, size_t size, size_t *used)
{
    (void)bytes;
    if (r->ends_by_close) {
        *used = size;
        return 0;
    }
    *used = size < r->left ? size : (size_t)r->left;
    r->left -= *used;
    if (r->left > 0) {
        return 0;
    }
    if (r->part == IN_BODY) {
        return 1;
    }
    r->part = IN_CHUNK_END;
    return 0;
}

int response_take(response *r, const char *bytes, size_t size, size_t *used)
{
    static int (*const takers[])(response *, const char *, size_t, size_t *) = {
        [IN_HEAD] = take_head,   [IN_BODY] = take_bytes,          [IN_CHUNK_LINE] = take_chunk_line,
        [IN_CHUNK] = take_bytes, [IN_CHUNK_END] = take_chunk_end, [IN_TRAILER] = take_trailer,
    };
    int result = 0;
    *used = 0;
    r->begun = r->begun || size > 0;
    while (result == 0 && *used < size) {
        size_t part;
        result = takers[r->part](r, bytes + *used, size - *used, &part);
        *used += part;
    }
    return result;
}

bool response_ends_here(const response *r)
{
    return r->part == IN_BODY && r->ends_by_close;
}
