/* SPDX-License-Identifier: Apache-2.0 */
/* setsockopt(2), tcp(4), ip(4), ip6(4) of FreeBSD and macOS */
#include "posix/options_table.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

/* macOS counts SO_LINGER in clock ticks, and has this for seconds. */
#ifndef SO_LINGER_SEC
#define SO_LINGER_SEC SO_LINGER
#endif
/* The name that macOS has for it. */
#ifndef TCP_KEEPIDLE
#define TCP_KEEPIDLE TCP_KEEPALIVE
#endif
/* A constant of RFC 3542, which the headers of macOS hide. */
#ifndef IPV6_DONTFRAG
#define IPV6_DONTFRAG 62
#endif

const hr_posix_option hr_posix_options[HR_OPTION_COUNT] = {
    [HR_OPTION_SO_SNDBUF] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {SOL_SOCKET, SO_SNDBUF}},
    [HR_OPTION_SO_RCVBUF] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {SOL_SOCKET, SO_RCVBUF}},
    [HR_OPTION_SO_KEEPALIVE] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_KEEPALIVE}},
    [HR_OPTION_SO_REUSEADDR] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_REUSEADDR}},
    [HR_OPTION_SO_REUSEPORT] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_REUSEPORT}},
    [HR_OPTION_SO_LINGER] = {.kind = HR_POSIX_OPTION_LINGER, .id = {SOL_SOCKET, SO_LINGER_SEC}},
    [HR_OPTION_SO_OOBINLINE] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_OOBINLINE}},
    [HR_OPTION_TCP_NODELAY] = {.kind = HR_POSIX_OPTION_FLAG, .id = {IPPROTO_TCP, TCP_NODELAY}},
    [HR_OPTION_IP_TOS] = {.kind = HR_POSIX_OPTION_INTEGER,
                          .id = {IPPROTO_IP, IP_TOS},
                          .ipv6 = {IPPROTO_IPV6, IPV6_TCLASS}},
    [HR_OPTION_TCP_KEEPIDLE] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_KEEPIDLE}},
    [HR_OPTION_TCP_KEEPINTERVAL] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_KEEPINTVL}},
    [HR_OPTION_TCP_KEEPCOUNT] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_KEEPCNT}},
    [HR_OPTION_SO_BROADCAST] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_BROADCAST}},
    [HR_OPTION_IP_MULTICAST_IF] = {.kind = HR_POSIX_OPTION_INTERFACE,
                                   .id = {IPPROTO_IP, IP_MULTICAST_IF},
                                   .ipv6 = {IPPROTO_IPV6, IPV6_MULTICAST_IF},
                                   .ipv6_kind = HR_POSIX_OPTION_INTEGER},
    [HR_OPTION_IP_MULTICAST_TTL] = {.kind = HR_POSIX_OPTION_INTEGER,
                                    .id = {IPPROTO_IP, IP_MULTICAST_TTL},
                                    .ipv6 = {IPPROTO_IPV6, IPV6_MULTICAST_HOPS}},
    [HR_OPTION_IP_MULTICAST_LOOP] = {.kind = HR_POSIX_OPTION_FLAG,
                                     .id = {IPPROTO_IP, IP_MULTICAST_LOOP},
                                     .ipv6 = {IPPROTO_IPV6, IPV6_MULTICAST_LOOP}},
    [HR_OPTION_IP_DONTFRAGMENT] = {.kind = HR_POSIX_OPTION_FLAG,
                                   .id = {IPPROTO_IP, IP_DONTFRAG},
                                   .ipv6 = {IPPROTO_IPV6, IPV6_DONTFRAG}},
    [HR_OPTION_SO_RCVLOWAT] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {SOL_SOCKET, SO_RCVLOWAT}},
};

const hr_posix_refusal hr_system_refusals[] = {
    {{SOL_SOCKET, SO_NOSIGPIPE}, "channels rely on it"},
    {{SOL_SOCKET, SO_LINGER_SEC}, "close relies on it; use StandardSocketOptions.SO_LINGER"},
    {{0, 0}, NULL},
};
