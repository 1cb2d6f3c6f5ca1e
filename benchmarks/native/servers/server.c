/* SPDX-License-Identifier: Apache-2.0 */
#include "server.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int server_close(server *s, int fd)
{
    int result = s->loop_kind->remove(s->loop, fd);
    free(s->connections[fd].rest);
    s->connections[fd] = (connection){0};
    close(fd);
    return result;
}

int server_read_failed(server *s, int fd)
{
    return errno == EAGAIN || errno == EINTR ? 0 : server_close(s, fd);
}
