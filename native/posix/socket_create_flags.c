/* SPDX-License-Identifier: Apache-2.0 */
/* For systems that take the two flags in the call itself: Linux, FreeBSD. */
#include "posix/socket_create.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "posix/descriptor_flags.h"

int hr_posix_create_socket(int domain, int type)
{
    return socket(domain, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

static int accept_without_flags(int listener, struct sockaddr *peer, socklen_t *length)
{
    int descriptor = accept(listener, peer, length);
    if (descriptor >= 0 && hr_posix_bring_up(descriptor) < 0) {
        hr_posix_close_keeping_errno(descriptor);
        return -1;
    }
    return descriptor;
}

/* EPERM, ENOSYS: a sandbox that knows accept(2) only. EPERM is also a firewall's, and then accept(2) answers alike. */
int hr_posix_accept(int listener, struct sockaddr *peer, socklen_t *length)
{
    int descriptor = accept4(listener, peer, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    return descriptor < 0 && (errno == EPERM || errno == ENOSYS) ? accept_without_flags(listener, peer, length)
                                                                 : descriptor;
}

int hr_posix_create_pipe(int ends[2])
{
    return pipe2(ends, O_NONBLOCK | O_CLOEXEC);
}

ssize_t hr_posix_receive_message(int socket, struct msghdr *message, int flags)
{
    return recvmsg(socket, message, flags | MSG_CMSG_CLOEXEC);
}

int hr_posix_duplicate_to(int descriptor, int number)
{
    return dup3(descriptor, number, O_CLOEXEC);
}
