/* SPDX-License-Identifier: Apache-2.0 */
/* For systems that take the two flags in the call itself: Linux, FreeBSD. */
#include "posix/socket_create.h"

#include <fcntl.h>
#include <unistd.h>

int hr_posix_create_socket(int domain, int type)
{
    return socket(domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

int hr_posix_accept(int listener, struct sockaddr *peer, socklen_t *length)
{
    return accept4(listener, peer, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int hr_posix_create_pipe(int ends[2])
{
    return pipe2(ends, O_NONBLOCK | O_CLOEXEC);
}
