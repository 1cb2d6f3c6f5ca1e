/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_SERVERS_ECHO_H
#define HEADRACE_SERVERS_ECHO_H

#include "server.h"

/* Steps of servers that send back what they receive. They answer 0, or -1 after a message on stderr. */

/* Reads until a read shows that there is no more. */
int echo_readable(server *s, int fd, unsigned what);

/* Reads once, so many bytes at most, and sends them back. */
int echo_once(server *s, int fd, size_t most);

/* Reads once, and sends when the peer can take it. */
int echo_later(server *s, int fd);

/* Sends what was kept. */
int echo_writable(server *s, int fd);

#endif
