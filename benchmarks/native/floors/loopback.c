/* SPDX-License-Identifier: Apache-2.0 */
#include "loopback.h"

#include "failure.h"

#include <ifaddrs.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

/* ::ffff:127.0.0.1 */
#define MAPPED_LOOPBACK                                               \
    {                                                                 \
        .s6_addr = { [10] = 0xff, [11] = 0xff, [12] = 127, [15] = 1 } \
    }

static int find_ipv6(bool *out)
{
    struct ifaddrs *all;
    if (getifaddrs(&all) != 0) {
        return failed_call("getifaddrs");
    }
    const struct ifaddrs *one = all;
    while (one != NULL && (one->ifa_addr == NULL || one->ifa_addr->sa_family != AF_INET6)) {
        one = one->ifa_next;
    }
    *out = one != NULL;
    freeifaddrs(all);
    return 0;
}

static int open_socket(int family, int type)
{
    const int off = 0;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return failed_call("socket");
    }
    if (family == AF_INET6 && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) != 0) {
        close(fd);
        return failed_call("setsockopt");
    }
    return fd;
}

static int any_port(loopback_address *out)
{
    bool ipv6;
    if (find_ipv6(&ipv6) != 0) {
        return -1;
    }
    *out = (loopback_address){0};
    if (ipv6) {
        const struct sockaddr_in6 mapped = {.sin6_family = AF_INET6, .sin6_addr = MAPPED_LOOPBACK};
        *(struct sockaddr_in6 *)&out->any = mapped;
        out->size = sizeof mapped;
    } else {
        const struct sockaddr_in plain = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        *(struct sockaddr_in *)&out->any = plain;
        out->size = sizeof plain;
    }
    return 0;
}

int loopback_open(int type, loopback_address *out_bound)
{
    struct sockaddr *address = (struct sockaddr *)&out_bound->any;
    if (any_port(out_bound) != 0) {
        return -1;
    }
    int fd = open_socket(out_bound->any.ss_family, type);
    if (fd < 0) {
        return -1;
    }
    if (bind(fd, address, out_bound->size) != 0 || getsockname(fd, address, &out_bound->size) != 0) {
        warn("bind to 127.0.0.1");
        close(fd);
        return -1;
    }
    return fd;
}

int loopback_listen(int backlog, loopback_address *out_bound)
{
    int fd = loopback_open(SOCK_STREAM | SOCK_NONBLOCK, out_bound);
    if (fd >= 0 && listen(fd, backlog) != 0) {
        close(fd);
        return failed_call("listen");
    }
    return fd;
}

int loopback_connect(const loopback_address *to)
{
    const int on = 1;
    const struct linger at_once = {.l_onoff = 1};
    int fd = open_socket(to->any.ss_family, SOCK_STREAM);
    if (fd < 0) {
        return -1;
    }
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0 ||
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) != 0 ||
        connect(fd, (const struct sockaddr *)&to->any, to->size) != 0) {
        warn("a connection to 127.0.0.1");
        close(fd);
        return -1;
    }
    return fd;
}
