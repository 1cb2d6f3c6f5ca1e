/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_FLOORS_LOOPBACK_H
#define HEADRACE_FLOORS_LOOPBACK_H

#include <sys/socket.h>

/*
 * Sockets on 127.0.0.1, of the kind that a JVM opens: IPv6 that speaks IPv4 too, where the machine has an IPv6 address.
 * Functions answer a descriptor or 0, or -1 after a message on stderr.
 */
typedef struct loopback_address {
    struct sockaddr_storage any;
    socklen_t size;
} loopback_address;

/* A socket of this type on a port that is free. */
int loopback_open(int type, loopback_address *out_bound);

int loopback_listen(int backlog, loopback_address *out_bound);

/* A TCP connection without delay. Closed by RST, so that no port stays in TIME_WAIT. */
int loopback_connect(const loopback_address *to);

#endif
