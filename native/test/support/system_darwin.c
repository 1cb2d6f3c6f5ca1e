/* SPDX-License-Identifier: Apache-2.0 */
/* poll(2): no POLLRDHUP, no POLLERR of a socket, and POLLHUP also where only the peer's direction is over. */
#include "hr_poller.h"
#include "test/support/system.h"

static const hr_option of_linux[] = {
    HR_OPTION_TCP_QUICKACK,
    HR_OPTION_SO_INCOMING_NAPI_ID,
    HR_OPTION_TCP_FASTOPEN,
    HR_OPTION_TCP_FASTOPEN_CONNECT,
    HR_OPTION_TCP_DEFER_ACCEPT,
    HR_OPTION_TCP_USER_TIMEOUT,
    HR_OPTION_TCP_NOTSENT_LOWAT,
    HR_OPTION_TCP_CORK,
    HR_OPTION_TCP_CONGESTION,
    HR_OPTION_IP_FREEBIND,
    HR_OPTION_IP_TRANSPARENT,
    HR_OPTION_IP_PKTINFO,
    HR_OPTION_IP_RECVORIGDSTADDR,
    HR_OPTION_IP_RECVTOS,
    HR_OPTION_IP_MTU_DISCOVER,
    HR_OPTION_IP_MTU,
    HR_OPTION_SO_TIMESTAMPNS,
    HR_OPTION_SO_RXQ_OVFL,
    HR_OPTION_SO_BUSY_POLL,
    HR_OPTION_SO_INCOMING_CPU,
    HR_OPTION_SO_MARK,
    HR_OPTION_SO_BINDTODEVICE,
    HR_OPTION_SO_MAX_PACING_RATE,
    HR_OPTION_SO_ATTACH_REUSEPORT_CBPF,
    HR_OPTION_COUNT,
};

const system_facts system_has = {
    .reported = ~(uint32_t)(HR_HALF_CLOSED | HR_HANGUP | HR_ERROR_PENDING),
    .ipv6_obeys_for_ipv4 = false,
    .shares_ports = HR_OPTION_SO_REUSEPORT,
    .lacks = of_linux,
};
