/* SPDX-License-Identifier: Apache-2.0 */
/* For macOS, which knows neither the two flags nor MSG_NOSIGNAL in its older releases: a process started between two of
   these calls inherits the descriptor. */
#include "posix/socket_create.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "posix/control.h"
#include "posix/descriptor_flags.h"

/* EINVAL: accepted from a peer that has reset it since; the next operation tells. */
static int keep_quiet(int socket)
{
    int on = 1;
    int answer = setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
    return answer < 0 && errno == EINVAL ? 0 : answer;
}

static int set_up(int socket)
{
    if (socket >= 0 && (hr_posix_bring_up(socket) < 0 || keep_quiet(socket) < 0)) {
        hr_posix_close_keeping_errno(socket);
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
    if (hr_posix_bring_up(ends[0]) < 0 || hr_posix_bring_up(ends[1]) < 0) {
        hr_posix_close_keeping_errno(ends[0]);
        hr_posix_close_keeping_errno(ends[1]);
        return -1;
    }
    return 0;
}

static void close_on_exec(struct cmsghdr *rights)
{
    for (size_t i = 0; i < hr_posix_rights(rights); i++) {
        int number;
        memcpy(&number, CMSG_DATA(rights) + i * sizeof number, sizeof number);
        (void)fcntl(number, F_SETFD, FD_CLOEXEC); /* of an open descriptor it does not fail */
    }
}

ssize_t hr_posix_receive_message(int socket, struct msghdr *message, int flags)
{
    ssize_t received = recvmsg(socket, message, flags);
    struct cmsghdr *each = received < 0 ? NULL : CMSG_FIRSTHDR(message);
    for (; each != NULL; each = hr_posix_next_control(message, each)) {
        close_on_exec(each);
    }
    return received;
}

int hr_posix_duplicate_to(int descriptor, int number)
{
    int answer = dup2(descriptor, number);
    return answer < 0 ? answer : fcntl(number, F_SETFD, FD_CLOEXEC);
}
