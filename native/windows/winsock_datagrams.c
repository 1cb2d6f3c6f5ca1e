/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>

#include "hr_socket.h"
#include "windows/winsock_addresses.h"
#include "windows/winsock_datagrams.h"
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

typedef struct {
    int option;
    bool names_source;
} membership_form;

static const membership_form forms[] = {
    [HR_JOIN] = {MCAST_JOIN_GROUP, false},
    [HR_LEAVE] = {MCAST_LEAVE_GROUP, false},
    [HR_JOIN_SOURCE] = {MCAST_JOIN_SOURCE_GROUP, true},
    [HR_LEAVE_SOURCE] = {MCAST_LEAVE_SOURCE_GROUP, true},
    [HR_BLOCK_SOURCE] = {MCAST_BLOCK_SOURCE, true},
    [HR_UNBLOCK_SOURCE] = {MCAST_UNBLOCK_SOURCE, true},
};

static hr_result set(hr_socket socket, int level, int option, const void *value, size_t size)
{
    return hr_winsock_result(setsockopt((SOCKET)socket, level, option, value, (int)size));
}

hr_result hr_socket_membership(hr_socket socket, hr_membership change, uint32_t interface, const hr_address *group,
                               const hr_address *source)
{
    if (change < HR_JOIN || (size_t)change >= ARRAYSIZE(forms)) {
        return hr_error_from_os(WSAEINVAL);
    }
    int level = group->family == HR_INET4 ? IPPROTO_IP : IPPROTO_IPV6;
    GROUP_SOURCE_REQ with_source = {.gsr_interface = interface};
    GROUP_REQ with_all = {.gr_interface = interface};
    if (hr_winsock_sockaddr(group, &with_all.gr_group) == 0) {
        return hr_error_from_os(WSAEINVAL);
    }
    if (!forms[change].names_source) {
        return set(socket, level, forms[change].option, &with_all, sizeof with_all);
    }
    if (hr_winsock_sockaddr(source, &with_source.gsr_source) == 0) {
        return hr_error_from_os(WSAEINVAL);
    }
    with_source.gsr_group = with_all.gr_group;
    return set(socket, level, forms[change].option, &with_source, sizeof with_source);
}
