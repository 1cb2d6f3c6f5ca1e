/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "hr_socket.h"
#include "posix/result.h"

hr_result hr_socket_peer_ids(hr_socket socket, uint32_t *user_out, uint32_t *group_out)
{
    uid_t user;
    gid_t group;
    int answer = getpeereid((int)socket, &user, &group);
    if (answer == 0) {
        *user_out = user;
        *group_out = group;
    }
    return hr_posix_result(answer);
}
