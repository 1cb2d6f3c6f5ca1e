/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>

#include "hr_socket.h"
#include "windows/winsock_addresses.h"
#include "windows/winsock_create.h"
#include "windows/winsock_datagrams.h"
#include "windows/winsock_result.h"
#include "windows/winsock_transfer.h"

/* Windows has stream sockets of this family only. */
static bool is_possible(int family, int type)
{
    return family != AF_UNSPEC && type != 0 && (family != AF_UNIX || type == SOCK_STREAM);
}

typedef int WSAAPI address_call(SOCKET socket, struct sockaddr *address, int *length);
typedef int WSAAPI named_call(SOCKET socket, const struct sockaddr *address, int length);

static int type_of(uint32_t type)
{
    return type == HR_STREAM ? SOCK_STREAM : type == HR_DATAGRAM ? SOCK_DGRAM : 0;
}

static hr_result speak_ipv4_too(SOCKET socket)
{
    DWORD off = 0;
    return hr_winsock_result(setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, (const char *)&off, (int)sizeof off));
}

/* As the JDK has it: no other socket takes the port of this one by SO_REUSEADDR. */
static hr_result keep_port_to_itself(SOCKET socket)
{
    DWORD on = 1;
    return hr_winsock_result(setsockopt(socket, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, (int)sizeof on));
}

static hr_result set_defaults(SOCKET socket, int family, int type)
{
    if (family == AF_UNIX) {
        return 0;
    }
    hr_result result = family == AF_INET6 ? speak_ipv4_too(socket) : 0;
    if (result < 0) {
        return result;
    }
    return type == SOCK_DGRAM ? hr_winsock_tell_unreachable(socket, false) : keep_port_to_itself(socket);
}

hr_result hr_socket_open(uint32_t family, uint32_t type)
{
    int os_family = hr_winsock_family(family);
    int os_type = type_of(type);
    if (!is_possible(os_family, os_type)) {
        return hr_error_from_os(os_family == AF_UNIX ? WSAEAFNOSUPPORT : WSAEINVAL);
    }
    hr_result socket = hr_winsock_create(os_family, os_type);
    hr_result result = socket < 0 ? socket : set_defaults((SOCKET)socket, os_family, os_type);
    if (socket >= 0 && result < 0) {
        (void)closesocket((SOCKET)socket); /* the first error is the one to tell */
    }
    return result < 0 ? result : socket;
}

hr_result hr_socket_close(hr_socket socket)
{
    return hr_winsock_result(closesocket((SOCKET)socket));
}

/* Where there is any IPv6 address, there is that of the loopback. */
hr_result hr_socket_has_ipv6(void)
{
    hr_result socket = hr_socket_open(HR_INET6, HR_STREAM);
    if (socket < 0) {
        return 0;
    }
    const hr_address loopback = {.family = HR_INET6, .length = 16, .bytes = {[15] = 1}};
    hr_result bound = hr_socket_bind(socket, &loopback);
    hr_result closed = hr_socket_close(socket);
    return closed < 0 ? closed : bound == 0;
}

static hr_result call_with(named_call *call, hr_socket socket, const hr_address *address)
{
    SOCKADDR_STORAGE storage;
    int length = hr_winsock_sockaddr(address, &storage);
    int refusal = address->family == HR_UNIX ? WSAENAMETOOLONG : WSAEINVAL;
    return length == 0 ? hr_error_from_os(refusal)
                       : hr_winsock_result(call((SOCKET)socket, (const struct sockaddr *)&storage, length));
}

hr_result hr_socket_bind(hr_socket socket, const hr_address *local)
{
    if (local->family == HR_UNIX && local->length == 0) {
        return hr_error_from_os(WSAEOPNOTSUPP); /* Windows chooses no name */
    }
    return call_with(bind, socket, local);
}

/* What SO_REUSEADDR allows on Unix is allowed here, and set_defaults has kept others from the port. */
hr_result hr_socket_prepare_listener(hr_socket socket)
{
    (void)socket;
    return 0;
}

hr_result hr_socket_listen(hr_socket socket, int backlog)
{
    return hr_winsock_result(listen((SOCKET)socket, backlog));
}

hr_result hr_socket_connect(hr_socket socket, const hr_address *peer)
{
    hr_result result = call_with(connect, socket, peer);
    if (result == hr_error_from_os(WSAEWOULDBLOCK)) {
        return hr_error_from_os(WSAEINPROGRESS);
    }
    return result == 0 && hr_winsock_is_of_datagrams((SOCKET)socket) ? hr_winsock_tell_unreachable((SOCKET)socket, true)
                                                                     : result;
}

/* select and not WSAPoll: before Windows 10 2004 that one never reports a connection that failed. */
hr_result hr_socket_finish_connect(hr_socket socket)
{
    fd_set connected = {.fd_count = 1, .fd_array = {(SOCKET)socket}};
    fd_set failed = connected;
    const TIMEVAL now = {0};
    int count = select(0, NULL, &connected, &failed, &now);
    if (count <= 0) {
        return count < 0 ? hr_winsock_result(count) : hr_error_from_os(WSAEINPROGRESS);
    }
    int error = 0;
    int length = sizeof error;
    hr_result result = hr_winsock_result(getsockopt((SOCKET)socket, SOL_SOCKET, SO_ERROR, (char *)&error, &length));
    return result < 0 || error == 0 ? result : hr_error_from_os(error);
}

hr_result hr_socket_accept(hr_socket socket, hr_address *peer_out)
{
    SOCKADDR_STORAGE peer = {0};
    SOCKET accepted;
    do {
        int length = sizeof peer;
        accepted = accept((SOCKET)socket, (struct sockaddr *)&peer, &length);
    } while (accepted == INVALID_SOCKET && WSAGetLastError() == WSAECONNRESET); /* gone before it was accepted */
    if (accepted == INVALID_SOCKET) {
        return hr_winsock_result(SOCKET_ERROR);
    }
    hr_winsock_address(&peer, peer_out);
    return hr_winsock_bring_up(accepted);
}

/* An unbound socket answers WSAEINVAL, an unconnected one WSAENOTCONN. */
static hr_result address_by(address_call *call, int none, hr_socket socket, hr_address *out)
{
    SOCKADDR_STORAGE storage = {0};
    int length = sizeof storage;
    int answer = call((SOCKET)socket, (struct sockaddr *)&storage, &length);
    if (answer == SOCKET_ERROR && WSAGetLastError() != none) {
        return hr_winsock_result(answer);
    }
    hr_winsock_address(&storage, out);
    return 0;
}

hr_result hr_socket_local_address(hr_socket socket, hr_address *out)
{
    return address_by(getsockname, WSAEINVAL, socket, out);
}

hr_result hr_socket_remote_address(hr_socket socket, hr_address *out)
{
    return address_by(getpeername, WSAENOTCONN, socket, out);
}

hr_result hr_socket_shutdown(hr_socket socket, uint32_t directions)
{
    static const int how[] = {
        [HR_READ] = SD_RECEIVE,
        [HR_WRITE] = SD_SEND,
        [HR_READ | HR_WRITE] = SD_BOTH,
    };
    if (directions < HR_READ || directions >= ARRAYSIZE(how)) {
        return hr_error_from_os(WSAEINVAL);
    }
    int answer = shutdown((SOCKET)socket, how[directions]);
    return answer == SOCKET_ERROR && WSAGetLastError() == WSAENOTCONN ? 0 : hr_winsock_result(answer);
}

hr_result hr_socket_available(hr_socket socket)
{
    u_long bytes = 0;
    int answer = ioctlsocket((SOCKET)socket, FIONREAD, &bytes);
    return answer == SOCKET_ERROR ? hr_winsock_result(answer) : (hr_result)bytes;
}
