/* SPDX-License-Identifier: Apache-2.0 */
#include <ifaddrs.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hr_socket.h"
#include "posix/abstract_names.h"
#include "posix/addresses.h"
#include "posix/datagram_defaults.h"
#include "posix/poll_until.h"
#include "posix/result.h"
#include "posix/socket_create.h"

typedef int address_call(int socket, struct sockaddr *address, socklen_t *length);
typedef int named_call(int socket, const struct sockaddr *address, socklen_t length);

static int type_of(uint32_t type)
{
    return type == HR_STREAM ? SOCK_STREAM : type == HR_DATAGRAM ? SOCK_DGRAM : -1;
}

static int speak_ipv4_too(int descriptor)
{
    int off = 0;
    return setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
}

static int bring_up(int descriptor, int domain, int type)
{
    int answer = domain == AF_INET6 ? speak_ipv4_too(descriptor) : 0;
    return answer == 0 && type == SOCK_DGRAM ? hr_posix_set_datagram_defaults(descriptor, domain) : answer;
}

hr_result hr_socket_open(uint32_t family, uint32_t type)
{
    int domain = hr_posix_domain(family);
    int os_type = type_of(type);
    if (domain < 0 || os_type < 0) {
        return hr_error_from_os(EINVAL);
    }
    int descriptor = hr_posix_create_socket(domain, os_type);
    if (descriptor >= 0 && bring_up(descriptor, domain, os_type) < 0) {
        hr_result error = hr_posix_result(-1);
        (void)close(descriptor); /* the first error is the one to tell */
        return error;
    }
    return hr_posix_result(descriptor);
}

hr_result hr_socket_close(hr_socket socket)
{
    /* Whatever else close(2) answers, EINTR too, the number is free again. */
    return close((int)socket) < 0 && errno == EBADF ? hr_error_from_os(EBADF) : 0;
}

static int has_ipv6_address(void)
{
    struct ifaddrs *all;
    if (getifaddrs(&all) < 0) {
        return 0;
    }
    const struct ifaddrs *one = all;
    while (one != NULL && (one->ifa_addr == NULL || one->ifa_addr->sa_family != AF_INET6)) {
        one = one->ifa_next;
    }
    freeifaddrs(all);
    return one != NULL;
}

hr_result hr_socket_has_ipv6(void)
{
    hr_result socket = hr_socket_open(HR_INET6, HR_STREAM);
    if (socket < 0) {
        return 0;
    }
    hr_result closed = hr_socket_close(socket);
    return closed < 0 ? closed : has_ipv6_address();
}

static hr_result call_with(named_call *call, hr_socket socket, const hr_address *address)
{
    struct sockaddr_storage storage;
    socklen_t length = hr_posix_sockaddr(address, &storage);
    return length == 0 ? hr_error_from_os(hr_posix_refusal(address))
                       : hr_posix_result(call((int)socket, (const struct sockaddr *)&storage, length));
}

/* unix(7): autobind. */
static hr_result bind_to_any_name(hr_socket socket)
{
    const struct sockaddr any = {.sa_family = AF_UNIX};
    return hr_posix_abstract_names ? hr_posix_result(bind((int)socket, &any, offsetof(struct sockaddr, sa_data)))
                                   : hr_error_from_os(EOPNOTSUPP);
}

hr_result hr_socket_bind(hr_socket socket, const hr_address *local)
{
    bool unnamed = local->family == HR_UNIX && local->length == 0;
    return unnamed ? bind_to_any_name(socket) : call_with(bind, socket, local);
}

hr_result hr_socket_prepare_listener(hr_socket socket)
{
    int on = 1;
    return hr_posix_result(setsockopt((int)socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on));
}

hr_result hr_socket_listen(hr_socket socket, int backlog)
{
    return hr_posix_result(listen((int)socket, backlog));
}

hr_result hr_socket_connect(hr_socket socket, const hr_address *peer)
{
    hr_result result = call_with(connect, socket, peer);
    /* connect(2): interrupted, the connection goes on being made all the same. */
    return result == hr_error_from_os(EINTR) ? hr_error_from_os(EINPROGRESS) : result;
}

static hr_result pending_error(int descriptor)
{
    int error;
    socklen_t length = sizeof error;
    if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) < 0) {
        error = errno;
    }
    return error == 0 ? 0 : hr_error_from_os(error);
}

static hr_result has_peer(int descriptor)
{
    struct sockaddr_storage peer;
    socklen_t length = sizeof peer;
    return hr_posix_result(getpeername(descriptor, (struct sockaddr *)&peer, &length));
}

hr_result hr_socket_finish_connect(hr_socket socket)
{
    struct pollfd writable = {.fd = (int)socket, .events = POLLOUT};
    int count = hr_poll_until(&writable, 1, HR_NOW);
    if (count <= 0) {
        return count < 0 ? hr_posix_result(count) : hr_error_from_os(EINPROGRESS);
    }
    hr_result error = pending_error((int)socket);
    /* Hung up with no error: never connected, or the error of the attempt was taken before. */
    return error == 0 && (writable.revents & POLLHUP) != 0 ? has_peer((int)socket) : error;
}

/* accept(2): these say nothing of the listener, and all but EINTR belong to a connection that is gone. */
static bool concerns_one_connection(int error)
{
    static const int errors[] = {EINTR,     ECONNABORTED, EPROTO,      ENOPROTOOPT,
                                 EHOSTDOWN, EHOSTUNREACH, ENETUNREACH, ENETDOWN};
    size_t i = 0;
    while (i < sizeof errors / sizeof errors[0] && errors[i] != error) {
        i++;
    }
    return i < sizeof errors / sizeof errors[0];
}

hr_result hr_socket_accept(hr_socket socket, hr_address *peer_out)
{
    struct sockaddr_storage peer;
    socklen_t length;
    int descriptor;
    do {
        length = sizeof peer;
        descriptor = hr_posix_accept((int)socket, (struct sockaddr *)&peer, &length);
    } while (descriptor < 0 && concerns_one_connection(errno));
    if (descriptor >= 0) {
        hr_posix_address(&peer, length, peer_out);
    }
    return hr_posix_result(descriptor);
}

static hr_result address_by(address_call *call, hr_socket socket, hr_address *out)
{
    struct sockaddr_storage storage;
    socklen_t length = sizeof storage;
    int answer = call((int)socket, (struct sockaddr *)&storage, &length);
    if (answer < 0 && errno == ENOTCONN) {
        length = 0;
        answer = 0;
    }
    if (answer == 0) {
        hr_posix_address(&storage, length, out);
    }
    return hr_posix_result(answer);
}

hr_result hr_socket_local_address(hr_socket socket, hr_address *out)
{
    return address_by(getsockname, socket, out);
}

hr_result hr_socket_remote_address(hr_socket socket, hr_address *out)
{
    return address_by(getpeername, socket, out);
}

hr_result hr_socket_shutdown(hr_socket socket, uint32_t directions)
{
    static const int how[] = {
        [HR_READ] = SHUT_RD,
        [HR_WRITE] = SHUT_WR,
        [HR_READ | HR_WRITE] = SHUT_RDWR,
    };
    if (directions < HR_READ || directions >= sizeof how / sizeof how[0]) {
        return hr_error_from_os(EINVAL);
    }
    int answer = shutdown((int)socket, how[directions]);
    return answer < 0 && errno == ENOTCONN ? 0 : hr_posix_result(answer);
}

hr_result hr_socket_available(hr_socket socket)
{
    int bytes;
    int answer = ioctl((int)socket, FIONREAD, &bytes);
    return answer < 0 ? hr_posix_result(answer) : bytes;
}
