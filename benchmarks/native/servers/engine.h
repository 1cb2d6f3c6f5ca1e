/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LIMIT_ENGINE_H
#define HEADRACE_LIMIT_ENGINE_H

enum {
    READABLE = 1,
    WRITABLE = 2,
    ENDED = 4, /* the peer has sent its last byte, or the connection broke: read on until that is seen */
};

typedef struct ready {
    int fd;
    unsigned what;
} ready;

typedef struct engine engine;

/*
 * A way to wait for many descriptors. One thread. Functions answer 0, or -1 after a message on stderr; interest is READABLE,
 * WRITABLE or both. An edge-triggered engine reports again after modify, if there is something to report.
 */
typedef struct engine_kind {
    const char *name;
    engine *(*open)(int descriptors);
    int (*add)(engine *, int fd, unsigned interest);
    int (*modify)(engine *, int fd, unsigned interest);
    int (*remove)(engine *, int fd); /* before fd is closed */
    /* Waits for one descriptor at least. The number of *out, which is good until the next call; each descriptor comes once. */
    int (*wait)(engine *, const ready **out);
    void (*close)(engine *);
} engine_kind;

extern const engine_kind engine_select, engine_poll, engine_epoll_level, engine_epoll_edge;

#endif
