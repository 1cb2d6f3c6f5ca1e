/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_SERVERS_LOOP_H
#define HEADRACE_SERVERS_LOOP_H

#include <stdbool.h>

enum {
    READABLE = 1,
    WRITABLE = 2,
    ENDED = 4, /* the peer has sent its last byte, or the connection broke: read on until that is seen */
};

typedef struct ready {
    int fd;
    unsigned what;
} ready;

typedef struct loop loop;

/*
 * A way to wait for many descriptors. One thread. Functions answer 0, or -1 after a message on stderr; interest is
 * READABLE, WRITABLE or both. An edge-triggered loop reports again after modify, if there is something to report.
 */
typedef struct loop_kind {
    const char *name;
    bool reports_once;
    loop *(*open)(int descriptors);
    int (*add)(loop *, int fd, unsigned interest);
    int (*modify)(loop *, int fd, unsigned interest);
    int (*remove)(loop *, int fd); /* before fd is closed */
    /*
     * Waits for one descriptor at least. The number of *out, which is good until the next call; each descriptor comes
     * once.
     */
    int (*wait)(loop *, const ready **out);
    void (*close)(loop *);
} loop_kind;

extern const loop_kind loop_select, loop_poll, loop_epoll_level, loop_epoll_edge;

#endif
