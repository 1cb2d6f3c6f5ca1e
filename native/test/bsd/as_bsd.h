/* SPDX-License-Identifier: Apache-2.0 */
#ifndef AS_BSD_H
#define AS_BSD_H

/*
 * What the headers of Linux lack of those of macOS, for a build of the sources of BSD on Linux. It is included before
 * each source. Each name stands for something that Linux takes and that no test of the socket seam needs.
 */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>

/* Behind the longest address, that of a path. */
#define ss_len __ss_padding[sizeof((struct sockaddr_storage *)0)->__ss_padding - 1]
#define SO_NOSIGPIPE SO_RXQ_OVFL
#define IP_DONTFRAG IP_FREEBIND

/* That of POSIX. */
int __xpg_strerror_r(int error, char *text, size_t capacity);
#define strerror_r __xpg_strerror_r

int as_bsd_getsockopt(int socket, int level, int name, void *value, socklen_t *length);
#define getsockopt as_bsd_getsockopt

/* The form of macOS. */
struct sf_hdtr;
int as_bsd_sendfile(int file, int socket, off_t position, off_t *count, struct sf_hdtr *around, int flags);
#define sendfile as_bsd_sendfile

#endif
