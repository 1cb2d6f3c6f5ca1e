/* SPDX-License-Identifier: Apache-2.0 */
/* For macOS, which knows neither the two flags nor MSG_NOSIGNAL in its older releases: a process started between two of
   these calls inherits the descriptor. */
#include "posix/socket_create.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int bring_up(int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);
    return flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0 ? -1
                                                                           : fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

/* EINVAL: accepted from a peer that has reset it since; the next operation tells. */
static int keep_quiet(int socket)
{
    int on = 1;
    int answer = setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
    return answer < 0 && errno == EINVAL ? 0 : answer;
}

static void close_keeping_errno(int descriptor)
{
    int error = errno;
    (void)close(descriptor); /* the first error is the one to tell */
    errno = error;
}

static int set_up(int socket)
{
    if (socket >= 0 && (bring_up(socket) < 0 || keep_quiet(socket) < 0)) {
        close_keeping_errno(socket);
        return -1;
    }
    return socket;
}

int hr_posix_create_socket(int domain, int type)
{
    return set_up(socket(domain, type, 0));
}

int hr_posix_accept(int listener, struct sockaddr *peer, socklen_t *length)
{
    return set_up(accept(listener, peer, length));
}

int hr_posix_create_pipe(int ends[2])
{
    if (pipe(ends) < 0) {
        return -1;
    }
    if (bring_up(ends[0]) < 0 || bring_up(ends[1]) < 0) {
        close_keeping_errno(ends[0]);
        close_keeping_errno(ends[1]);
        return -1;
    }
    return 0;
}
