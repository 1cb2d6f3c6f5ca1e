/* SPDX-License-Identifier: Apache-2.0 */
#include "server.h"

#include "failure.h"
#include "letters.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

#define REQUEST_SIZE 64
/* Letters that are written at a time: whole alphabets. */
#define STRETCH ((size_t)26 * 1024)

static int write_letters(int fd, size_t size)
{
    char letters[STRETCH];
    letters_fill(letters, sizeof letters);
    for (size_t written = 0; written < size;) {
        size_t at = written % STRETCH;
        size_t part = size - written < STRETCH - at ? size - written : STRETCH - at;
        ssize_t n = write(fd, letters + at, part);
        if (n < 0) {
            return failed_call("the temporary file: write");
        }
        written += (size_t)n;
    }
    return 0;
}

/* Without a name from the start, so that it never stays behind. */
static int file_open(server *s)
{
    char path[4096];
    const char *folder = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/headrace-servers-XXXXXX", folder == NULL ? "/tmp" : folder);
    s->file = mkstemp(path);
    if (s->file < 0) {
        return failed_call("%s", path);
    }
    if (unlink(path) != 0) {
        return failed_call("%s", path);
    }
    return write_letters(s->file, s->size);
}

/* 0 when the peer takes no more now, 1 when all is sent, or -1: the connection is of no use. */
static int send_files(const server *s, int fd)
{
    connection *c = &s->connections[fd];
    while (c->files > 0) {
        ssize_t n = sendfile(fd, s->file, &c->file_sent, s->size - (size_t)c->file_sent);
        if (n < 0 && errno != EINTR) {
            return errno == EAGAIN ? 0 : -1;
        }
        if ((size_t)c->file_sent == s->size) {
            c->file_sent = 0;
            c->files--;
        }
    }
    return 1;
}

static int file_readable(server *s, int fd, unsigned what)
{
    connection *c = &s->connections[fd];
    for (;;) {
        ssize_t received = recv(fd, s->buffer, BUFFER_SIZE, 0);
        if (received <= 0) {
            return received == 0 ? server_close(s, fd) : server_read_failed(s, fd);
        }
        c->received += (size_t)received;
        c->files = c->received / REQUEST_SIZE;
        c->received %= REQUEST_SIZE;
        int sent = send_files(s, fd);
        if (sent < 0) {
            return server_close(s, fd);
        }
        if (sent == 0) {
            return s->loop_kind->modify(s->loop, fd, WRITABLE);
        }
        if ((size_t)received < BUFFER_SIZE && !(what & ENDED)) {
            return 0;
        }
    }
}

static int file_writable(server *s, int fd)
{
    int sent = send_files(s, fd);
    if (sent < 0) {
        return server_close(s, fd);
    }
    return sent == 0 ? 0 : s->loop_kind->modify(s->loop, fd, READABLE);
}

const role role_file = {
    .name = "file",
    .socket_type = SOCK_STREAM,
    .takes_size = true,
    .open = file_open,
    .readable = file_readable,
    .writable = file_writable,
};
