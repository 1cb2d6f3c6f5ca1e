/* SPDX-License-Identifier: Apache-2.0 */
/* SO_PEERCRED in unix(7) */
#include <sys/socket.h>

#include "hr_pass.h"
#include "posix/result.h"

hr_result hr_socket_peer(hr_socket socket, hr_peer *out)
{
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt((int)socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0) {
        return hr_posix_result(-1);
    }
    if (peer.pid == 0 && peer.uid == (uid_t)-1) {
        return hr_error_from_os(ENOTCONN);
    }
    *out = (hr_peer){.process = peer.pid == 0 ? -1 : peer.pid, .user = peer.uid, .group = peer.gid};
    return 0;
}
