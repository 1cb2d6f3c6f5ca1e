/* SPDX-License-Identifier: Apache-2.0 */
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "hr_socket.h"
#include "posix/addresses.h"
#include "posix/result.h"

hr_result hr_socket_receive_from(hr_socket socket, void *memory, uint64_t length, hr_address *peer_out)
{
    struct sockaddr_storage peer;
    socklen_t peer_length;
    ssize_t received;
    do {
        peer_length = sizeof peer;
        received = recvfrom((int)socket, memory, length, MSG_DONTWAIT, (struct sockaddr *)&peer, &peer_length);
    } while (hr_posix_interrupted(received));
    if (received >= 0) {
        hr_posix_address(&peer, peer_length, peer_out);
    }
    return hr_posix_result(received);
}

hr_result hr_socket_send_to(hr_socket socket, const void *memory, uint64_t length, const hr_address *peer)
{
    struct sockaddr_storage storage;
    socklen_t peer_length = peer == NULL ? 0 : hr_posix_sockaddr(peer, &storage);
    if (peer != NULL && peer_length == 0) {
        return hr_error_from_os(EINVAL);
    }
    const struct sockaddr *to = peer == NULL ? NULL : (const struct sockaddr *)&storage;
    ssize_t sent;
    do {
        sent = sendto((int)socket, memory, length, MSG_DONTWAIT | MSG_NOSIGNAL, to, peer_length);
    } while (hr_posix_interrupted(sent));
    return hr_posix_result(sent);
}

hr_result hr_socket_disconnect(hr_socket socket)
{
    const struct sockaddr nobody = {.sa_family = AF_UNSPEC};
    int answer = connect((int)socket, &nobody, sizeof nobody);
    /* The BSDs refuse the family, and have disconnected all the same. */
    return answer < 0 && (errno == EAFNOSUPPORT || errno == EINVAL) ? 0 : hr_posix_result(answer);
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

enum { FORMS = sizeof forms / sizeof forms[0] };

hr_result hr_socket_membership(hr_socket socket, hr_membership change, uint32_t interface, const hr_address *group,
                               const hr_address *source)
{
    if (change < HR_JOIN || (size_t)change >= FORMS) {
        return hr_error_from_os(EINVAL);
    }
    int level = group->family == HR_INET4 ? IPPROTO_IP : IPPROTO_IPV6;
    struct group_source_req with_source = {.gsr_interface = interface};
    struct group_req with_all = {.gr_interface = interface};
    if (hr_posix_sockaddr(group, &with_all.gr_group) == 0) {
        return hr_error_from_os(EINVAL);
    }
    if (!forms[change].names_source) {
        return hr_posix_result(setsockopt((int)socket, level, forms[change].option, &with_all, sizeof with_all));
    }
    if (hr_posix_sockaddr(source, &with_source.gsr_source) == 0) {
        return hr_error_from_os(EINVAL);
    }
    with_source.gsr_group = with_all.gr_group;
    return hr_posix_result(setsockopt((int)socket, level, forms[change].option, &with_source, sizeof with_source));
}
