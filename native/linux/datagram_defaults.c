/* SPDX-License-Identifier: Apache-2.0 */
/* ip(7): a socket is given the datagrams of every group that any process of the host has joined, unless it says no. */
#include "posix/datagram_defaults.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* Since Linux 4.20; not in every C library's headers. */
#ifndef IPV6_MULTICAST_ALL
#define IPV6_MULTICAST_ALL 29
#endif

/* A system that lacks the option (qemu-user, Linux before 4.20 for IPv6) has nothing to be told. */
static int hear_joined_groups_only(int socket, int level, int name)
{
    int off = 0;
    int answer = setsockopt(socket, level, name, &off, sizeof off);
    return answer < 0 && errno == ENOPROTOOPT ? 0 : answer;
}

int hr_posix_set_datagram_defaults(int socket, int domain)
{
    if (domain != AF_INET && domain != AF_INET6) {
        return 0;
    }
    int answer = hear_joined_groups_only(socket, IPPROTO_IP, IP_MULTICAST_ALL);
    if (answer == 0 && domain == AF_INET6) {
        answer = hear_joined_groups_only(socket, IPPROTO_IPV6, IPV6_MULTICAST_ALL);
    }
    return answer;
}
