/* SPDX-License-Identifier: Apache-2.0 */
#include "echo.h"
#include "server.h"

#include <string.h>
#include <sys/socket.h>

/* Small pieces of work in which trigger modes differ. */
typedef struct work {
    const char *name;
    int (*readable)(server *, int fd, unsigned what);
} work;

/* One connection in each turn is answered; what the others sent stays unread. */
static int unread_readable(server *s, int fd, unsigned what)
{
    (void)what;
    if (s->answered_in_turn) {
        return 0;
    }
    s->answered_in_turn = true;
    return echo_once(s, fd, BUFFER_SIZE);
}

static int flip_readable(server *s, int fd, unsigned what)
{
    (void)what;
    return echo_later(s, fd);
}

static int drain_readable(server *s, int fd, unsigned what)
{
    (void)what;
    return echo_once(s, fd, s->size);
}

static const work works[] = {
    {"echo", echo_readable},
    {"unread", unread_readable},
    {"flip", flip_readable},
    {"drain", drain_readable},
};

static int choose(server *s, const char *name)
{
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        if (strcmp(works[i].name, name) == 0) {
            s->work = (int)i;
            return 0;
        }
    }
    return -1;
}

static int modes_readable(server *s, int fd, unsigned what)
{
    return works[s->work].readable(s, fd, what);
}

const role role_modes = {
    .name = "modes",
    .socket_type = SOCK_STREAM,
    .takes_size = true,
    .leaves_ready = true,
    .choose = choose,
    .readable = modes_readable,
    .writable = echo_writable,
};
