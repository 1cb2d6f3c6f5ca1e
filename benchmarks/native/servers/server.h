/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_SERVERS_SERVER_H
#define HEADRACE_SERVERS_SERVER_H

#include "loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define BUFFER_SIZE ((size_t)64 * 1024)

/* What a role keeps for a connection; zero at first. */
typedef struct connection {
    char *rest; /* what the peer has not yet taken */
    size_t rest_size;
    size_t rest_sent;
    size_t received; /* bytes of the request that is coming */
    uint64_t files;  /* that were asked for and not sent in full */
    off_t file_sent;
} connection;

typedef struct server server;

/* What a server does. A function answers 0, or -1 after a message on stderr, which ends the server. */
typedef struct role {
    const char *name;
    int socket_type;
    bool takes_size;
    bool leaves_ready;     /* what it was told: a loop that reports once does not do */
    int (*open)(server *); /* may be NULL */
    /* Does the work of that name from now on; -1 where there is none. May be NULL. */
    int (*choose)(server *, const char *work);
    int (*readable)(server *, int fd, unsigned what);
    int (*writable)(server *, int fd);
} role;

extern const role role_echo, role_datagram, role_sink, role_file, role_modes;

struct server {
    const role *role;
    const loop_kind *loop_kind;
    loop *loop;
    int socket;
    connection *connections; /* by descriptor */
    int descriptors;
    int file;
    size_t size;
    int idle_threads;
    uint64_t datagrams;
    int work;              /* of a role that has several */
    bool answered_in_turn; /* since the last wait */
    char *buffer;          /* BUFFER_SIZE bytes, shared by all connections */
};

/* Forgets and closes a connection. */
int server_close(server *s, int fd);

/* After a read that failed: 0 where there is nothing to read now, else closes the connection. */
int server_read_failed(server *s, int fd);

#endif
