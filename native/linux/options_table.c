/* SPDX-License-Identifier: Apache-2.0 */
/* socket(7), tcp(7), ip(7), ipv6(7) */
#include "posix/options_table.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

const hr_posix_option hr_posix_options[HR_OPTION_COUNT] = {
    [HR_OPTION_SO_SNDBUF] = {.kind = HR_POSIX_OPTION_DOUBLED, .id = {SOL_SOCKET, SO_SNDBUF}},
    [HR_OPTION_SO_RCVBUF] = {.kind = HR_POSIX_OPTION_DOUBLED, .id = {SOL_SOCKET, SO_RCVBUF}},
    [HR_OPTION_SO_KEEPALIVE] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_KEEPALIVE}},
    [HR_OPTION_SO_REUSEADDR] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_REUSEADDR}},
    [HR_OPTION_SO_REUSEPORT] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_REUSEPORT}},
    [HR_OPTION_SO_LINGER] = {.kind = HR_POSIX_OPTION_LINGER, .id = {SOL_SOCKET, SO_LINGER}},
    [HR_OPTION_SO_OOBINLINE] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_OOBINLINE}},
    [HR_OPTION_TCP_NODELAY] = {.kind = HR_POSIX_OPTION_FLAG, .id = {IPPROTO_TCP, TCP_NODELAY}},
    [HR_OPTION_IP_TOS] = {.kind = HR_POSIX_OPTION_INTEGER,
                          .id = {IPPROTO_IP, IP_TOS},
                          .ipv6 = {IPPROTO_IPV6, IPV6_TCLASS},
                          .mapped = {IPPROTO_IP, IP_TOS}},
    [HR_OPTION_TCP_KEEPIDLE] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_KEEPIDLE}},
    [HR_OPTION_TCP_KEEPINTERVAL] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_KEEPINTVL}},
    [HR_OPTION_TCP_KEEPCOUNT] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_KEEPCNT}},
    [HR_OPTION_TCP_QUICKACK] = {.kind = HR_POSIX_OPTION_FLAG, .id = {IPPROTO_TCP, TCP_QUICKACK}},
    [HR_OPTION_SO_INCOMING_NAPI_ID] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {SOL_SOCKET, SO_INCOMING_NAPI_ID}},
    [HR_OPTION_SO_BROADCAST] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_BROADCAST}},
    [HR_OPTION_IP_MULTICAST_IF] = {.kind = HR_POSIX_OPTION_INTERFACE,
                                   .id = {IPPROTO_IP, IP_MULTICAST_IF},
                                   .ipv6 = {IPPROTO_IPV6, IPV6_MULTICAST_IF},
                                   .ipv6_kind = HR_POSIX_OPTION_INTEGER,
                                   .mapped = {IPPROTO_IP, IP_MULTICAST_IF}},
    [HR_OPTION_IP_MULTICAST_TTL] = {.kind = HR_POSIX_OPTION_INTEGER,
                                    .id = {IPPROTO_IP, IP_MULTICAST_TTL},
                                    .ipv6 = {IPPROTO_IPV6, IPV6_MULTICAST_HOPS},
                                    .mapped = {IPPROTO_IP, IP_MULTICAST_TTL}},
    [HR_OPTION_IP_MULTICAST_LOOP] = {.kind = HR_POSIX_OPTION_FLAG,
                                     .id = {IPPROTO_IP, IP_MULTICAST_LOOP},
                                     .ipv6 = {IPPROTO_IPV6, IPV6_MULTICAST_LOOP},
                                     .mapped = {IPPROTO_IP, IP_MULTICAST_LOOP}},
    [HR_OPTION_IP_DONTFRAGMENT] = {.kind = HR_POSIX_OPTION_PMTUDISC,
                                   .id = {IPPROTO_IP, IP_MTU_DISCOVER},
                                   .ipv6 = {IPPROTO_IPV6, IPV6_MTU_DISCOVER},
                                   .mapped = {IPPROTO_IP, IP_MTU_DISCOVER}},
};
