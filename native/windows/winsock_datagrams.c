/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <string.h>

#include "hr_socket.h"
#include "windows/winsock_addresses.h"
#include "windows/winsock_datagrams.h"
#include "windows/winsock_interfaces.h"
#include "windows/winsock_result.h"
#include "windows/winsock_transfer.h"

#ifndef SIO_UDP_CONNRESET
#define SIO_UDP_CONNRESET _WSAIOW(IOC_VENDOR, 12)
#endif

hr_result hr_winsock_tell_unreachable(SOCKET socket, bool tell)
{
    BOOL value = tell;
    DWORD bytes = 0;
    return hr_winsock_result(WSAIoctl(socket, SIO_UDP_CONNRESET, &value, sizeof value, NULL, 0, &bytes, NULL, NULL));
}

hr_result hr_socket_receive_from(hr_socket socket, void *memory, uint64_t length, hr_address *peer_out)
{
    SOCKADDR_STORAGE peer = {0};
    int peer_length = sizeof peer;
    int asked = hr_winsock_length(length);
    int received = recvfrom((SOCKET)socket, memory, asked, 0, (struct sockaddr *)&peer, &peer_length);
    hr_result result = hr_winsock_transferred((SOCKET)socket, received, (uint64_t)(received < 0 ? asked : received));
    if (result >= 0) {
        hr_winsock_address(&peer, peer_out);
    }
    return result;
}

hr_result hr_socket_send_to(hr_socket socket, const void *memory, uint64_t length, const hr_address *peer)
{
    SOCKADDR_STORAGE storage;
    int peer_length = peer == NULL ? 0 : hr_winsock_sockaddr(peer, &storage);
    if (peer == NULL) {
        return hr_socket_send(socket, memory, length);
    }
    return peer_length == 0 ? hr_error_from_os(WSAEINVAL)
                            : hr_winsock_result(sendto((SOCKET)socket, memory, hr_winsock_length(length), 0,
                                                       (const struct sockaddr *)&storage, peer_length));
}

/* An address of zeros disconnects. */
hr_result hr_socket_disconnect(hr_socket socket)
{
    SOCKADDR_STORAGE local = {0};
    int length = sizeof local;
    int answer = getsockname((SOCKET)socket, (struct sockaddr *)&local, &length);
    if (answer == SOCKET_ERROR) {
        return WSAGetLastError() == WSAEINVAL ? 0 : hr_winsock_result(answer); /* not bound */
    }
    SOCKADDR_STORAGE nobody = {.ss_family = local.ss_family};
    answer = connect((SOCKET)socket, (const struct sockaddr *)&nobody, length);
    return answer == SOCKET_ERROR ? hr_winsock_result(answer) : hr_winsock_tell_unreachable((SOCKET)socket, false);
}

/* A request for one group: with a source, or of all. The system forms are those that Winsock has had for longest. */
typedef struct {
    uint32_t interface;
    const hr_address *group;
    const hr_address *source;
} membership;

typedef union {
    IP_MREQ all4;
    IP_MREQ_SOURCE source4;
    IPV6_MREQ all6;
    GROUP_SOURCE_REQ source6;
} membership_value;

/* Result: the size of the value, or an error. */
typedef hr_result write_value(const membership *from, membership_value *to);

static IN_ADDR address4(const hr_address *address)
{
    IN_ADDR bytes;
    memcpy(&bytes, address->bytes, sizeof bytes);
    return bytes;
}

static hr_result interface4(uint32_t interface, IN_ADDR *out)
{
    out->s_addr = INADDR_ANY;
    return interface == 0 || hr_winsock_interface_address(interface, out) ? 0 : hr_error_from_os(WSAEADDRNOTAVAIL);
}

static hr_result write_all4(const membership *from, membership_value *to)
{
    to->all4.imr_multiaddr = address4(from->group);
    hr_result result = interface4(from->interface, &to->all4.imr_interface);
    return result < 0 ? result : (hr_result)sizeof to->all4;
}

static hr_result write_source4(const membership *from, membership_value *to)
{
    to->source4.imr_multiaddr = address4(from->group);
    to->source4.imr_sourceaddr = address4(from->source);
    hr_result result = interface4(from->interface, &to->source4.imr_interface);
    return result < 0 ? result : (hr_result)sizeof to->source4;
}

static hr_result write_all6(const membership *from, membership_value *to)
{
    memcpy(&to->all6.ipv6mr_multiaddr, from->group->bytes, sizeof to->all6.ipv6mr_multiaddr);
    to->all6.ipv6mr_interface = from->interface;
    return (hr_result)sizeof to->all6;
}

static hr_result write_source6(const membership *from, membership_value *to)
{
    to->source6.gsr_interface = from->interface;
    bool written = hr_winsock_sockaddr(from->group, &to->source6.gsr_group) != 0 &&
                   hr_winsock_sockaddr(from->source, &to->source6.gsr_source) != 0;
    return written ? (hr_result)sizeof to->source6 : hr_error_from_os(WSAEINVAL);
}

typedef struct {
    int option;
    write_value *write;
} membership_form;

typedef struct {
    membership_form inet4;
    membership_form inet6;
} membership_row;

static const membership_row rows[] = {
    [HR_JOIN] = {{IP_ADD_MEMBERSHIP, write_all4}, {IPV6_ADD_MEMBERSHIP, write_all6}},
    [HR_LEAVE] = {{IP_DROP_MEMBERSHIP, write_all4}, {IPV6_DROP_MEMBERSHIP, write_all6}},
    [HR_JOIN_SOURCE] = {{IP_ADD_SOURCE_MEMBERSHIP, write_source4}, {MCAST_JOIN_SOURCE_GROUP, write_source6}},
    [HR_LEAVE_SOURCE] = {{IP_DROP_SOURCE_MEMBERSHIP, write_source4}, {MCAST_LEAVE_SOURCE_GROUP, write_source6}},
    [HR_BLOCK_SOURCE] = {{IP_BLOCK_SOURCE, write_source4}, {MCAST_BLOCK_SOURCE, write_source6}},
    [HR_UNBLOCK_SOURCE] = {{IP_UNBLOCK_SOURCE, write_source4}, {MCAST_UNBLOCK_SOURCE, write_source6}},
};

hr_result hr_socket_membership(hr_socket socket, hr_membership change, uint32_t interface, const hr_address *group,
                               const hr_address *source)
{
    if (change < HR_JOIN || (size_t)change >= ARRAYSIZE(rows)) {
        return hr_error_from_os(WSAEINVAL);
    }
    bool is_inet4 = group->family == HR_INET4;
    const membership_form *form = is_inet4 ? &rows[change].inet4 : &rows[change].inet6;
    membership_value value = {0};
    hr_result size = form->write(&(membership){interface, group, source}, &value);
    if (size < 0) {
        return size;
    }
    int level = is_inet4 ? IPPROTO_IP : IPPROTO_IPV6;
    return hr_winsock_result(setsockopt((SOCKET)socket, level, form->option, (const char *)&value, (int)size));
}
