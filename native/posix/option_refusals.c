/* SPDX-License-Identifier: Apache-2.0 */
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>

#include "posix/options_table.h"

#define MEMBERSHIP "DatagramChannel.join has memberships"
#define TIMEOUT "a blocking operation would end early; Socket.setSoTimeout has a timeout"

const hr_posix_refusal hr_posix_refusals[] = {
    {{SOL_SOCKET, SO_ERROR}, "it takes the error away from the operation that has to throw it"},
    {{SOL_SOCKET, SO_LINGER}, "close relies on it; use StandardSocketOptions.SO_LINGER"},
    {{SOL_SOCKET, SO_RCVTIMEO}, TIMEOUT},
    {{SOL_SOCKET, SO_SNDTIMEO}, TIMEOUT},
    {{IPPROTO_IP, IP_ADD_MEMBERSHIP}, MEMBERSHIP},
    {{IPPROTO_IP, IP_DROP_MEMBERSHIP}, MEMBERSHIP},
    {{IPPROTO_IP, IP_ADD_SOURCE_MEMBERSHIP}, MEMBERSHIP},
    {{IPPROTO_IP, IP_DROP_SOURCE_MEMBERSHIP}, MEMBERSHIP},
    {{IPPROTO_IP, IP_BLOCK_SOURCE}, MEMBERSHIP},
    {{IPPROTO_IP, IP_UNBLOCK_SOURCE}, MEMBERSHIP},
    {{IPPROTO_IPV6, IPV6_JOIN_GROUP}, MEMBERSHIP},
    {{IPPROTO_IPV6, IPV6_LEAVE_GROUP}, MEMBERSHIP},
    {{IPPROTO_IP, MCAST_JOIN_GROUP}, MEMBERSHIP},
    {{IPPROTO_IP, MCAST_LEAVE_GROUP}, MEMBERSHIP},
    {{IPPROTO_IP, MCAST_JOIN_SOURCE_GROUP}, MEMBERSHIP},
    {{IPPROTO_IP, MCAST_LEAVE_SOURCE_GROUP}, MEMBERSHIP},
    {{IPPROTO_IPV6, MCAST_JOIN_GROUP}, MEMBERSHIP},
    {{IPPROTO_IPV6, MCAST_LEAVE_GROUP}, MEMBERSHIP},
    {{IPPROTO_IPV6, MCAST_JOIN_SOURCE_GROUP}, MEMBERSHIP},
    {{IPPROTO_IPV6, MCAST_LEAVE_SOURCE_GROUP}, MEMBERSHIP},
    {{0, 0}, NULL},
};

static const char *reason_in(const hr_posix_refusal *refusals, int32_t level, int32_t name)
{
    while (refusals->reason != NULL && (refusals->id.level != level || refusals->id.name != name)) {
        refusals++;
    }
    return refusals->reason;
}

hr_result hr_raw_option_refusal(int32_t level, int32_t name, char *text, size_t capacity)
{
    const char *reason = reason_in(hr_posix_refusals, level, name);
    if (reason == NULL) {
        reason = reason_in(hr_system_refusals, level, name);
    }
    return reason == NULL ? 0 : snprintf(text, capacity, "%s", reason);
}
