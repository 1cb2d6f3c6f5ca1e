/* SPDX-License-Identifier: Apache-2.0 */
/* "Socket Options" of the Windows Sockets 2 reference. */
#include <stdbool.h>
#include <stddef.h>
#include <winsock2.h>

#include <ws2tcpip.h>

#include "hr_socket.h"
#include "windows/winsock_create.h"
#include "windows/winsock_interfaces.h"
#include "windows/winsock_result.h"
#include "windows/winsock_transfer.h"

/* Of Windows 10 1709, and of headers that are no older. */
#ifndef TCP_KEEPIDLE
#define TCP_KEEPIDLE 3
#endif
#ifndef TCP_KEEPCNT
#define TCP_KEEPCNT 16
#endif
#ifndef TCP_KEEPINTVL
#define TCP_KEEPINTVL 17
#endif
#ifndef IPV6_DONTFRAG
#define IPV6_DONTFRAG 14
#endif

typedef union {
    DWORD number;
    LINGER linger;
    IN_ADDR address;
} option_value;

typedef struct {
    int size;
    int32_t (*read)(const option_value *value);
    /* 0, or the error that keeps the number from being set. */
    int (*write)(option_value *value, int32_t number);
} option_form;

static int32_t read_integer(const option_value *value)
{
    return (int32_t)value->number;
}

static int write_integer(option_value *value, int32_t number)
{
    value->number = (DWORD)number;
    return 0;
}

static int32_t read_flag(const option_value *value)
{
    return value->number != 0;
}

static int write_flag(option_value *value, int32_t number)
{
    value->number = number != 0;
    return 0;
}

static int32_t read_inverse(const option_value *value)
{
    return value->number == 0;
}

static int write_inverse(option_value *value, int32_t number)
{
    value->number = number == 0;
    return 0;
}

static int32_t read_linger(const option_value *value)
{
    return value->linger.l_onoff != 0 ? value->linger.l_linger : -1;
}

/* 16 bits, as the JDK's channels take. */
static int write_linger(option_value *value, int32_t number)
{
    u_short seconds = (u_short)(number < 0 ? 0 : number < UINT16_MAX ? number : UINT16_MAX);
    value->linger = (LINGER){.l_onoff = number >= 0, .l_linger = seconds};
    return 0;
}

/* The first byte is 0 where the system answers an index. */
static int32_t read_interface(const option_value *value)
{
    DWORD index = ntohl(value->address.s_addr);
    return (int32_t)(index >> 24 == 0 ? index : hr_winsock_interface_of(value->address));
}

static int write_interface(option_value *value, int32_t number)
{
    value->address.s_addr = INADDR_ANY;
    return number == 0 || hr_winsock_interface_address((DWORD)number, &value->address) ? 0 : WSAEADDRNOTAVAIL;
}

/*
 * As the JDK's on Windows (tried under Wine): it holds for the IPv4 traffic of datagram sockets, and reads as 0 where
 * such a socket is not bound to an IPv4 address. A stream takes it and does nothing.
 */
static const option_form of_ipv4_datagrams = {0, NULL, NULL};

static const option_form integer = {sizeof(DWORD), read_integer, write_integer};
static const option_form flag = {sizeof(DWORD), read_flag, write_flag};
static const option_form inverse = {sizeof(DWORD), read_inverse, write_inverse};
static const option_form linger = {sizeof(LINGER), read_linger, write_linger};
static const option_form interface_address = {sizeof(IN_ADDR), read_interface, write_interface};

typedef struct {
    const option_form *form; /* NULL: Windows has no such option */
    int level;
    int name;
} option_id;

typedef struct {
    option_id id;
    option_id ipv6;    /* in place of `id` on an IPv6 socket, and `id` is set too, for its IPv4 traffic */
    option_id streams; /* in place of `id` on a stream socket */
    bool is_recent;    /* older systems lack it */
} option_row;

/*
 * SO_REUSEADDR of Windows lets a stream take a port from a socket that listens there. What Unix means by it, a port
 * whose connections linger, can be bound there anyway. So it stands for the opposite of SO_EXCLUSIVEADDRUSE.
 */
static const option_row rows[HR_OPTION_COUNT] = {
    [HR_OPTION_SO_SNDBUF] = {.id = {&integer, SOL_SOCKET, SO_SNDBUF}},
    [HR_OPTION_SO_RCVBUF] = {.id = {&integer, SOL_SOCKET, SO_RCVBUF}},
    [HR_OPTION_SO_KEEPALIVE] = {.id = {&flag, SOL_SOCKET, SO_KEEPALIVE}},
    [HR_OPTION_SO_REUSEADDR] = {.id = {&flag, SOL_SOCKET, SO_REUSEADDR},
                                .streams = {&inverse, SOL_SOCKET, SO_EXCLUSIVEADDRUSE}},
    [HR_OPTION_SO_LINGER] = {.id = {&linger, SOL_SOCKET, SO_LINGER}},
    [HR_OPTION_SO_OOBINLINE] = {.id = {&flag, SOL_SOCKET, SO_OOBINLINE}},
    [HR_OPTION_TCP_NODELAY] = {.id = {&flag, IPPROTO_TCP, TCP_NODELAY}},
    [HR_OPTION_IP_TOS] = {.id = {&integer, IPPROTO_IP, IP_TOS}, .ipv6 = {.form = &of_ipv4_datagrams}},
    [HR_OPTION_TCP_KEEPIDLE] = {.id = {&integer, IPPROTO_TCP, TCP_KEEPIDLE}, .is_recent = true},
    [HR_OPTION_TCP_KEEPINTERVAL] = {.id = {&integer, IPPROTO_TCP, TCP_KEEPINTVL}, .is_recent = true},
    [HR_OPTION_TCP_KEEPCOUNT] = {.id = {&integer, IPPROTO_TCP, TCP_KEEPCNT}, .is_recent = true},
    [HR_OPTION_SO_BROADCAST] = {.id = {&flag, SOL_SOCKET, SO_BROADCAST}},
    [HR_OPTION_IP_MULTICAST_IF] = {.id = {&interface_address, IPPROTO_IP, IP_MULTICAST_IF},
                                   .ipv6 = {&integer, IPPROTO_IPV6, IPV6_MULTICAST_IF}},
    [HR_OPTION_IP_MULTICAST_TTL] = {.id = {&integer, IPPROTO_IP, IP_MULTICAST_TTL},
                                    .ipv6 = {&integer, IPPROTO_IPV6, IPV6_MULTICAST_HOPS}},
    [HR_OPTION_IP_MULTICAST_LOOP] = {.id = {&flag, IPPROTO_IP, IP_MULTICAST_LOOP},
                                     .ipv6 = {&flag, IPPROTO_IPV6, IPV6_MULTICAST_LOOP}},
    [HR_OPTION_IP_DONTFRAGMENT] = {.id = {&flag, IPPROTO_IP, IP_DONTFRAGMENT},
                                   .ipv6 = {&flag, IPPROTO_IPV6, IPV6_DONTFRAG}},
};

static const option_row *find(hr_option option)
{
    return &rows[(unsigned)option < HR_OPTION_COUNT ? option : 0];
}

static const option_id *id_of(const option_row *row, hr_socket socket, uint32_t family)
{
    if (row->streams.form != NULL && !hr_winsock_is_of_datagrams((SOCKET)socket)) {
        return &row->streams;
    }
    return family == HR_INET6 && row->ipv6.form != NULL ? &row->ipv6 : &row->id;
}

static bool is_bound_to_ipv4(hr_socket socket)
{
    SOCKADDR_IN6 local = {0};
    int length = sizeof local;
    return hr_winsock_is_of_datagrams((SOCKET)socket) &&
           getsockname((SOCKET)socket, (struct sockaddr *)&local, &length) == 0 &&
           IN6_IS_ADDR_V4MAPPED(&local.sin6_addr);
}

static hr_result absent(void)
{
    return hr_error_from_os(WSAENOPROTOOPT);
}

/* Whoever asks without a socket asks whether the system has the option. */
static hr_result try_recent(const option_row *row)
{
    hr_result socket = hr_winsock_create(AF_INET, SOCK_STREAM);
    if (socket < 0) {
        return socket;
    }
    DWORD value;
    int length = sizeof value;
    int answer = getsockopt((SOCKET)socket, row->id.level, row->id.name, (char *)&value, &length);
    hr_result result = hr_winsock_result(answer);
    (void)closesocket((SOCKET)socket); /* nothing was done with it */
    return result;
}

hr_result hr_socket_get_option(hr_socket socket, uint32_t family, hr_option option, int32_t *value_out)
{
    const option_row *row = find(option);
    if (row->id.form == NULL) {
        return absent();
    }
    if (row->is_recent && (SOCKET)socket == INVALID_SOCKET) {
        return try_recent(row);
    }
    const option_id *from = id_of(row, socket, family);
    if (from->form == &of_ipv4_datagrams) {
        if (!is_bound_to_ipv4(socket)) {
            *value_out = 0;
            return 0;
        }
        from = &row->id;
    }
    option_value value = {0};
    int length = from->form->size;
    int answer = getsockopt((SOCKET)socket, from->level, from->name, (char *)&value, &length);
    if (answer == SOCKET_ERROR) {
        return hr_winsock_result(answer);
    }
    *value_out = from->form->read(&value);
    return 0;
}

static hr_result set(hr_socket socket, const option_id *to, int32_t number)
{
    option_value value = {0};
    int error = to->form->write(&value, number);
    return error != 0 ? hr_error_from_os(error)
                      : hr_winsock_result(
                            setsockopt((SOCKET)socket, to->level, to->name, (const char *)&value, to->form->size));
}

hr_result hr_socket_set_option(hr_socket socket, uint32_t family, hr_option option, int32_t value)
{
    const option_row *row = find(option);
    if (row->id.form == NULL) {
        return absent();
    }
    const option_id *to = id_of(row, socket, family);
    if (to->form == &of_ipv4_datagrams) {
        return hr_winsock_is_of_datagrams((SOCKET)socket) ? set(socket, &row->id, value) : 0;
    }
    hr_result result = set(socket, to, value);
    if (result == 0 && to == &row->ipv6) {
        result = set(socket, &row->id, value);
        /* An interface without an IPv4 address is one for IPv6 all the same. */
        result = result < 0 && hr_error_kind_of(result) == HR_ERROR_ADDRESS_UNAVAILABLE ? 0 : result;
    }
    return result;
}

/* Windows has none of those whose value is no number. */
hr_result hr_socket_get_option_bytes(hr_socket socket, uint32_t family, hr_option option, void *value,
                                     uint32_t capacity)
{
    (void)socket, (void)family, (void)option, (void)value, (void)capacity;
    return absent();
}

hr_result hr_socket_set_option_bytes(hr_socket socket, uint32_t family, hr_option option, const void *value,
                                     uint32_t length)
{
    (void)socket, (void)family, (void)option, (void)value, (void)length;
    return absent();
}

/* Only where HR_FEATURE_RAW_OPTIONS is there. */
hr_result hr_socket_get_raw_option(hr_socket socket, int32_t level, int32_t name, void *value, uint32_t capacity)
{
    (void)socket, (void)level, (void)name, (void)value, (void)capacity;
    return absent();
}

hr_result hr_socket_set_raw_option(hr_socket socket, int32_t level, int32_t name, const void *value, uint32_t length)
{
    (void)socket, (void)level, (void)name, (void)value, (void)length;
    return absent();
}

hr_result hr_raw_option_refusal(int32_t level, int32_t name, char *text, size_t capacity)
{
    (void)level, (void)name, (void)text, (void)capacity;
    return 0;
}
