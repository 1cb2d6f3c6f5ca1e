/* SPDX-License-Identifier: Apache-2.0 */
/* getpeereid(3); LOCAL_PEERCRED of FreeBSD and LOCAL_PEERPID of macOS in unix(4) */
#include <sys/param.h>
#include <sys/socket.h>
#include <sys/ucred.h>
#include <sys/un.h>
#include <unistd.h>

#include "hr_pass.h"
#include "posix/result.h"

#ifdef LOCAL_PEERPID

static int64_t process_of(int socket)
{
    pid_t process;
    socklen_t length = sizeof process;
    return getsockopt(socket, SOL_LOCAL, LOCAL_PEERPID, &process, &length) < 0 ? -1 : process;
}

#else

/* 0 is that of a kernel that does not tell it: before FreeBSD 13. */
static int64_t process_of(int socket)
{
    struct xucred peer;
    socklen_t length = sizeof peer;
    return getsockopt(socket, SOL_LOCAL, LOCAL_PEERCRED, &peer, &length) < 0 || peer.cr_pid == 0 ? -1 : peer.cr_pid;
}

#endif

hr_result hr_socket_peer(hr_socket socket, hr_peer *out)
{
    uid_t user;
    gid_t group;
    int answer = getpeereid((int)socket, &user, &group);
    if (answer == 0) {
        *out = (hr_peer){.process = process_of((int)socket), .user = user, .group = group};
    }
    return hr_posix_result(answer);
}
