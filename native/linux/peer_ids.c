/* SPDX-License-Identifier: Apache-2.0 */
/* SO_PEERCRED in unix(7) */
#include <sys/socket.h>

#include "hr_socket.h"
#include "posix/result.h"

hr_result hr_socket_peer_ids(hr_socket socket, uint32_t *user_out, uint32_t *group_out)
{
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt((int)socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0) {
        return hr_posix_result(-1);
    }
    if (peer.pid == 0 && peer.uid == (uid_t)-1) {
        return hr_error_from_os(ENOTCONN);
    }
    *user_out = peer.uid;
    *group_out = peer.gid;
    return 0;
}
