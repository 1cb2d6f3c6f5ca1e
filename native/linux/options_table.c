/* SPDX-License-Identifier: Apache-2.0 */
/* socket(7), tcp(7), ip(7), ipv6(7), udp(7) */
#include "posix/options_table.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <sys/socket.h>

/* Of <linux/in6.h>, which cannot be included with <netinet/in.h>. */
#ifndef IPV6_FREEBIND
#define IPV6_FREEBIND 78
#endif
#ifndef IPV6_TRANSPARENT
#define IPV6_TRANSPARENT 75
#endif
#ifndef IPV6_RECVORIGDSTADDR
#define IPV6_RECVORIGDSTADDR 74
#endif
/* Of <linux/udp.h>. */
#ifndef UDP_GRO
#define UDP_GRO 104
#endif

/* Of <asm-generic/socket.h> since Linux 6.5. */
#ifndef SO_PASSPIDFD
#define SO_PASSPIDFD 76
#endif

/* The order of io.headrace.PathMtuDiscovery. */
_Static_assert(IP_PMTUDISC_DONT == 0 && IP_PMTUDISC_WANT == 1 && IP_PMTUDISC_DO == 2 && IP_PMTUDISC_PROBE == 3 &&
                   IP_PMTUDISC_INTERFACE == 4 && IP_PMTUDISC_OMIT == 5,
               "what Java takes for the values of IP_MTU_DISCOVER");

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
    [HR_OPTION_TCP_FASTOPEN] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_FASTOPEN}},
    [HR_OPTION_TCP_FASTOPEN_CONNECT] = {.kind = HR_POSIX_OPTION_FLAG, .id = {IPPROTO_TCP, TCP_FASTOPEN_CONNECT}},
    [HR_OPTION_TCP_DEFER_ACCEPT] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_DEFER_ACCEPT}},
    [HR_OPTION_TCP_USER_TIMEOUT] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_USER_TIMEOUT}},
    [HR_OPTION_TCP_NOTSENT_LOWAT] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {IPPROTO_TCP, TCP_NOTSENT_LOWAT}},
    [HR_OPTION_TCP_CORK] = {.kind = HR_POSIX_OPTION_FLAG, .id = {IPPROTO_TCP, TCP_CORK}},
    [HR_OPTION_TCP_CONGESTION] = {.kind = HR_POSIX_OPTION_NAME, .id = {IPPROTO_TCP, TCP_CONGESTION}},
    [HR_OPTION_IP_FREEBIND] = {.kind = HR_POSIX_OPTION_FLAG,
                               .id = {IPPROTO_IP, IP_FREEBIND},
                               .ipv6 = {IPPROTO_IPV6, IPV6_FREEBIND}},
    [HR_OPTION_IP_TRANSPARENT] = {.kind = HR_POSIX_OPTION_FLAG,
                                  .id = {IPPROTO_IP, IP_TRANSPARENT},
                                  .ipv6 = {IPPROTO_IPV6, IPV6_TRANSPARENT}},
    [HR_OPTION_IP_PKTINFO] = {.kind = HR_POSIX_OPTION_FLAG,
                              .id = {IPPROTO_IP, IP_PKTINFO},
                              .ipv6 = {IPPROTO_IPV6, IPV6_RECVPKTINFO},
                              .mapped = {IPPROTO_IP, IP_PKTINFO}},
    [HR_OPTION_IP_RECVORIGDSTADDR] = {.kind = HR_POSIX_OPTION_FLAG,
                                      .id = {IPPROTO_IP, IP_RECVORIGDSTADDR},
                                      .ipv6 = {IPPROTO_IPV6, IPV6_RECVORIGDSTADDR},
                                      .mapped = {IPPROTO_IP, IP_RECVORIGDSTADDR}},
    [HR_OPTION_IP_RECVTOS] = {.kind = HR_POSIX_OPTION_FLAG,
                              .id = {IPPROTO_IP, IP_RECVTOS},
                              .ipv6 = {IPPROTO_IPV6, IPV6_RECVTCLASS},
                              .mapped = {IPPROTO_IP, IP_RECVTOS}},
    [HR_OPTION_IP_MTU_DISCOVER] = {.kind = HR_POSIX_OPTION_INTEGER,
                                   .id = {IPPROTO_IP, IP_MTU_DISCOVER},
                                   .ipv6 = {IPPROTO_IPV6, IPV6_MTU_DISCOVER},
                                   .mapped = {IPPROTO_IP, IP_MTU_DISCOVER}},
    [HR_OPTION_IP_MTU] = {.kind = HR_POSIX_OPTION_INTEGER,
                          .id = {IPPROTO_IP, IP_MTU},
                          .ipv6 = {IPPROTO_IPV6, IPV6_MTU}},
    [HR_OPTION_SO_TIMESTAMPNS] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_TIMESTAMPNS}},
    [HR_OPTION_SO_RXQ_OVFL] = {.kind = HR_POSIX_OPTION_FLAG, .id = {SOL_SOCKET, SO_RXQ_OVFL}},
    [HR_OPTION_SO_BUSY_POLL] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {SOL_SOCKET, SO_BUSY_POLL}},
    [HR_OPTION_SO_INCOMING_CPU] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {SOL_SOCKET, SO_INCOMING_CPU}},
    [HR_OPTION_SO_MARK] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {SOL_SOCKET, SO_MARK}},
    [HR_OPTION_SO_BINDTODEVICE] = {.kind = HR_POSIX_OPTION_NAME, .id = {SOL_SOCKET, SO_BINDTODEVICE}},
    [HR_OPTION_SO_MAX_PACING_RATE] = {.kind = HR_POSIX_OPTION_BYTES, .id = {SOL_SOCKET, SO_MAX_PACING_RATE}},
    [HR_OPTION_SO_ATTACH_REUSEPORT_CBPF] = {.kind = HR_POSIX_OPTION_FILTER,
                                            .id = {SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF}},
    [HR_OPTION_SO_RCVLOWAT] = {.kind = HR_POSIX_OPTION_INTEGER, .id = {SOL_SOCKET, SO_RCVLOWAT}},
};

#define POINTER "its value holds a pointer"
#define ERROR_QUEUE "it fills the error queue, which no channel reads: a selector would report the channel for ever"

const hr_posix_refusal hr_system_refusals[] = {
    {{IPPROTO_IP, IP_RECVERR}, ERROR_QUEUE},
    {{IPPROTO_IPV6, IPV6_RECVERR}, ERROR_QUEUE},
    {{SOL_SOCKET, SO_TIMESTAMPING}, ERROR_QUEUE},
    {{SOL_SOCKET, SO_SELECT_ERR_QUEUE}, ERROR_QUEUE},
    {{SOL_SOCKET, SO_ZEROCOPY}, ERROR_QUEUE},
    {{IPPROTO_TCP, TCP_ULP}, "a receive would end at other bounds than those that channels rely on"},
    {{IPPROTO_TCP, TCP_REPAIR}, "a socket under repair sends nothing and reports nothing"},
    {{IPPROTO_UDP, UDP_GRO}, "it joins datagrams"},
    {{SOL_SOCKET, SO_PASSPIDFD}, "each message would bring a descriptor, which nobody closes"},
    {{SOL_SOCKET, SO_ATTACH_FILTER}, POINTER},
    {{SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF}, POINTER "; use HeadraceSocketOptions.SO_ATTACH_REUSEPORT_CBPF"},
    {{IPPROTO_TCP, TCP_ZEROCOPY_RECEIVE}, POINTER},
    {{IPPROTO_IP, IP_MSFILTER}, "DatagramChannel.join has memberships"},
    {{IPPROTO_IPV6, IPV6_ADDRFORM}, "the channel would not know its family any more"},
    {{0, 0}, NULL},
};
