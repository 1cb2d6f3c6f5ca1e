/* SPDX-License-Identifier: Apache-2.0 */
#include "run.h"

#include "commands.h"
#include "descriptors.h"
#include "failure.h"
#include "idle_threads.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 4096

static int accept_all(server *s)
{
    for (;;) {
        int fd = accept4(s->socket, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            if (s->loop_kind->add(s->loop, fd, READABLE) != 0) {
                close(fd);
                return -1;
            }
        } else if (errno == EAGAIN) {
            return 0;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            return failed_call("accept4");
        }
    }
}

static int serve_connection(server *s, const ready *r)
{
    if (s->connections[r->fd].rest != NULL || s->connections[r->fd].files > 0) {
        return s->role->writable(s, r->fd);
    }
    return s->role->readable(s, r->fd, r->what);
}

static int serve_socket(server *s, const ready *r)
{
    return s->role->socket_type == SOCK_STREAM ? accept_all(s) : s->role->readable(s, r->fd, r->what);
}

/* COMMANDS_GO_ON, or the exit status. An edge-triggered loop must be told to report what is left. */
static int serve_stdin(server *s, commands *c)
{
    int status = commands_read(c, s);
    if (status == COMMANDS_GO_ON && s->loop_kind->modify(s->loop, STDIN_FILENO, READABLE) != 0) {
        return EXIT_FAILURE;
    }
    return status;
}

/* The exit status. */
static int serve(server *s)
{
    commands input = {0};
    for (;;) {
        const ready *found;
        int n = s->loop_kind->wait(s->loop, &found);
        if (n < 0) {
            return EXIT_FAILURE;
        }
        s->answered_in_turn = false;
        for (int i = 0; i < n; i++) {
            if (found[i].fd == STDIN_FILENO) {
                int status = serve_stdin(s, &input);
                if (status != COMMANDS_GO_ON) {
                    return status;
                }
            } else if ((found[i].fd == s->socket ? serve_socket : serve_connection)(s, &found[i]) != 0) {
                return EXIT_FAILURE;
            }
        }
    }
}

/* What is accepted inherits TCP_NODELAY from the listener (tcp(7) does not say so, Linux and the BSDs do it). */
static int open_socket(server *s)
{
    const int on = 1;
    struct sockaddr_in any_port = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    s->socket = socket(AF_INET, s->role->socket_type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (s->socket < 0) {
        return failed_call("socket");
    }
    if (bind(s->socket, (struct sockaddr *)&any_port, sizeof any_port) != 0) {
        return failed_call("bind");
    }
    if (s->role->socket_type != SOCK_STREAM) {
        return 0;
    }
    if (setsockopt(s->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) {
        return failed_call("setsockopt");
    }
    return listen(s->socket, BACKLOG) == 0 ? 0 : failed_call("listen");
}

static int report_ready(const server *s)
{
    struct sockaddr_in bound = {0};
    socklen_t size = sizeof bound;
    if (getsockname(s->socket, (struct sockaddr *)&bound, &size) != 0) {
        return failed_call("getsockname");
    }
    printf("ready port=%d loop=%s idle_threads=%d\n", ntohs(bound.sin_port), s->loop_kind->name, s->idle_threads);
    return fflush(stdout) == 0 ? 0 : failed_call("stdout");
}

static int watch_stdin(const server *s)
{
    return s->loop_kind->add(s->loop, STDIN_FILENO, READABLE) == 0
               ? 0
               : failed("stdin must be a pipe, a socket or a terminal");
}

/* The exit status. */
static int start_and_serve(server *s)
{
    if ((s->role->open != NULL && s->role->open(s) != 0) || open_socket(s) != 0 ||
        s->loop_kind->add(s->loop, s->socket, READABLE) != 0 || watch_stdin(s) != 0 || report_ready(s) != 0) {
        return EXIT_FAILURE;
    }
    return serve(s);
}

static void release(server *s)
{
    if (s->loop != NULL) {
        s->loop_kind->close(s->loop);
    }
    for (int fd = 0; s->connections != NULL && fd < s->descriptors; fd++) {
        free(s->connections[fd].rest);
    }
    if (s->socket >= 0) {
        close(s->socket);
    }
    if (s->file >= 0) {
        close(s->file);
    }
    free(s->connections);
    free(s->buffer);
}

/* The exit status. */
static int run(server *s)
{
    int status = EXIT_FAILURE;
    signal(SIGPIPE, SIG_IGN); /* sendfile(2) has no MSG_NOSIGNAL */
    s->descriptors = descriptors_raise_limit();
    if (s->descriptors < 0) {
        return EXIT_FAILURE;
    }
    s->connections = calloc((size_t)s->descriptors, sizeof *s->connections);
    s->buffer = malloc(BUFFER_SIZE);
    if (s->connections == NULL || s->buffer == NULL) {
        warn("out of memory");
    } else if ((s->loop = s->loop_kind->open(s->descriptors)) != NULL) {
        status = start_and_serve(s);
    }
    release(s);
    return status;
}

int server_run(const role *chosen, const loop_kind *kind, size_t size, int idle_threads_count)
{
    server s = {
        .role = chosen, .loop_kind = kind, .socket = -1, .file = -1, .size = size, .idle_threads = idle_threads_count};
    idle_threads *idle = idle_threads_start(idle_threads_count);
    if (idle == NULL) {
        return EXIT_FAILURE;
    }
    int status = run(&s);
    idle_threads_end(idle);
    return status;
}
