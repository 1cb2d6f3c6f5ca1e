/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/udp.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

#include "posix/addresses.h"
#include "test/support/check.h"
#include "test/support/system.h"
#include "test/support/tcp.h"

static hr_socket open_socket(uint32_t family)
{
    hr_socket socket = hr_socket_open(family, HR_DATAGRAM);
    CHECK(socket >= 0);
    return socket;
}

hr_socket udp_bind(uint32_t family, hr_address *at_out)
{
    hr_socket socket = open_socket(family);
    hr_address at = tcp_loopback(family, 0);
    CHECK_EQUAL(0, hr_socket_bind(socket, &at));
    CHECK_EQUAL(0, hr_socket_local_address(socket, at_out));
    return socket;
}

hr_socket udp_share(uint32_t family, uint32_t *port)
{
    hr_socket socket = open_socket(family);
    hr_address any = {.family = family, .port = *port, .length = family == HR_INET6 ? 16 : 4};
    CHECK_EQUAL(0, hr_socket_set_option(socket, family, system_has.shares_ports, 1));
    CHECK_EQUAL(0, hr_socket_bind(socket, &any));
    CHECK_EQUAL(0, hr_socket_local_address(socket, &any));
    *port = any.port;
    return socket;
}

char udp_receive(hr_socket socket, hr_address *peer_out)
{
    char byte = 0;
    CHECK_EQUAL(HR_READ, hr_socket_await(socket, HR_READ, NULL, -1));
    CHECK_EQUAL(1, hr_socket_receive_from(socket, &byte, sizeof byte, peer_out));
    return byte;
}

void udp_send(hr_socket socket, char byte, const hr_address *to)
{
    CHECK_EQUAL(1, hr_socket_send_to(socket, &byte, sizeof byte, to));
}

bool udp_is_empty(hr_socket socket)
{
    char byte;
    hr_address peer;
    return hr_error_kind_of(hr_socket_receive_from(socket, &byte, sizeof byte, &peer)) == HR_ERROR_WOULD_BLOCK;
}

hr_address udp_group(uint32_t family, uint32_t port)
{
    static const uint8_t inet4[] = {225, 4, 5, 6};
    static const uint8_t inet6[16] = {0xff, 0x01, [14] = 0x45, [15] = 0x67};
    hr_address group = {.family = family, .port = port, .length = family == HR_INET6 ? sizeof inet6 : sizeof inet4};
    memcpy(group.bytes, family == HR_INET6 ? inet6 : inet4, group.length);
    return group;
}

static bool serves(const struct ifaddrs *entry, uint32_t family)
{
    if (entry->ifa_addr == NULL || (entry->ifa_flags & IFF_UP) == 0) {
        return false;
    }
    return family == HR_INET4 ? entry->ifa_addr->sa_family == AF_INET && (entry->ifa_flags & IFF_LOOPBACK) != 0
                              : entry->ifa_addr->sa_family == AF_INET6 && (entry->ifa_flags & IFF_MULTICAST) != 0;
}

bool udp_find_interface(uint32_t family, udp_interface *out)
{
    struct ifaddrs *all;
    CHECK_EQUAL(0, getifaddrs(&all));
    const struct ifaddrs *one = all;
    while (one != NULL && !serves(one, family)) {
        one = one->ifa_next;
    }
    bool found = one != NULL;
    if (found) {
        out->index = if_nametoindex(one->ifa_name);
        struct sockaddr_storage storage;
        socklen_t length = family == HR_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in);
        memcpy(&storage, one->ifa_addr, length);
        hr_posix_address(&storage, length, &out->address);
    }
    freeifaddrs(all);
    return found;
}

hr_socket udp_open_sender(const udp_interface *interface)
{
    uint32_t family = interface->address.family;
    hr_socket socket = open_socket(family);
    CHECK_EQUAL(0, hr_socket_set_option(socket, family, HR_OPTION_IP_MULTICAST_IF, (int32_t)interface->index));
    CHECK_EQUAL(0, hr_socket_bind(socket, &interface->address));
    return socket;
}
