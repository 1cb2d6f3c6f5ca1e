/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_FLOORS_CONNECTIONS_H
#define HEADRACE_FLOORS_CONNECTIONS_H

#include <stdbool.h>

typedef struct connection {
    int client;
    int server; /* non-blocking */
} connection;

/*
 * TCP connections whose server ends, or both ends, an epoll reports when bytes come: edge-triggered, which costs least.
 */
typedef struct connections {
    int epoll;
    int count;
    connection *all;
} connections;

/* 0, or -1 after a message on stderr. */
int connections_open(connections *out, int count, bool both_ends);

void connections_close(connections *c);

#endif
