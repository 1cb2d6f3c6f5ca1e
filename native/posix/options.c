/* SPDX-License-Identifier: Apache-2.0 */
#include "posix/options_table.h"

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "posix/interfaces.h"
#include "posix/result.h"

typedef union {
    int number;
    struct linger linger;
    struct ip_mreqn interface;
    struct in_addr address;
} option_value;

typedef struct {
    socklen_t size;
    int32_t (*read)(const option_value *value, socklen_t length);
    /* 0, or the error that keeps the number from being set. */
    int (*write)(option_value *value, int32_t number);
} option_form;

static int32_t read_integer(const option_value *value, socklen_t length)
{
    (void)length;
    return value->number;
}

static int32_t read_doubled(const option_value *value, socklen_t length)
{
    (void)length;
    return value->number / 2;
}

static int write_integer(option_value *value, int32_t number)
{
    value->number = number;
    return 0;
}

static int32_t read_flag(const option_value *value, socklen_t length)
{
    (void)length;
    return value->number != 0;
}

static int write_flag(option_value *value, int32_t number)
{
    value->number = number != 0;
    return 0;
}

static int32_t read_linger(const option_value *value, socklen_t length)
{
    (void)length;
    return value->linger.l_onoff != 0 ? value->linger.l_linger : -1;
}

static int write_linger(option_value *value, int32_t number)
{
    value->linger = (struct linger){.l_onoff = number >= 0, .l_linger = number >= 0 ? number : 0};
    return 0;
}

/* IP_PMTUDISC_DONT and IP_PMTUDISC_DO of Linux, where the flag is one of several ways. */
enum { NEVER_DONT_FRAGMENT = 0, ALWAYS_DONT_FRAGMENT = 2 };

static int32_t read_pmtudisc(const option_value *value, socklen_t length)
{
    (void)length;
    return value->number == ALWAYS_DONT_FRAGMENT;
}

static int write_pmtudisc(option_value *value, int32_t number)
{
    value->number = number != 0 ? ALWAYS_DONT_FRAGMENT : NEVER_DONT_FRAGMENT;
    return 0;
}

/* Linux answers only the address, others the whole structure. */
static int32_t read_interface(const option_value *value, socklen_t length)
{
    if (length == sizeof value->interface) {
        return value->interface.imr_ifindex;
    }
    return value->address.s_addr == INADDR_ANY ? 0 : (int32_t)hr_posix_interface_of(value->address);
}

static int write_interface(option_value *value, int32_t number)
{
    value->interface = (struct ip_mreqn){.imr_ifindex = number};
    return number == 0 || hr_posix_interface_address((unsigned)number, &value->interface.imr_address) ? 0
                                                                                                      : EADDRNOTAVAIL;
}

static const option_form forms[] = {
    [HR_POSIX_OPTION_INTEGER] = {sizeof(int), read_integer, write_integer},
    [HR_POSIX_OPTION_DOUBLED] = {sizeof(int), read_doubled, write_integer},
    [HR_POSIX_OPTION_FLAG] = {sizeof(int), read_flag, write_flag},
    [HR_POSIX_OPTION_LINGER] = {sizeof(struct linger), read_linger, write_linger},
    [HR_POSIX_OPTION_INTERFACE] = {sizeof(struct ip_mreqn), read_interface, write_interface},
    [HR_POSIX_OPTION_PMTUDISC] = {sizeof(int), read_pmtudisc, write_pmtudisc},
    [HR_POSIX_OPTION_FILTER] = {0, NULL, NULL},
};

static bool is_number(hr_posix_option_kind kind)
{
    return forms[kind].size != 0;
}

static const hr_posix_option *find(hr_option option)
{
    return &hr_posix_options[(unsigned)option < HR_OPTION_COUNT ? option : 0];
}

typedef struct {
    hr_posix_option_id id;
    const option_form *form;
} option;

static option option_of(const hr_posix_option *row, uint32_t family)
{
    if (family != HR_INET6 || row->ipv6.name == 0) {
        return (option){row->id, &forms[row->kind]};
    }
    return (option){row->ipv6, &forms[row->ipv6_kind != HR_POSIX_OPTION_ABSENT ? row->ipv6_kind : row->kind]};
}

hr_result hr_socket_get_option(hr_socket socket, uint32_t family, hr_option option_number, int32_t *value_out)
{
    const hr_posix_option *row = find(option_number);
    if (!is_number(row->kind)) {
        return hr_error(HR_ERROR_UNSUPPORTED, ENOPROTOOPT);
    }
    option from = option_of(row, family);
    option_value value = {0};
    socklen_t length = from.form->size;
    int answer = getsockopt((int)socket, from.id.level, from.id.name, &value, &length);
    if (answer == 0) {
        *value_out = from.form->read(&value, length);
    }
    return hr_posix_result(answer);
}

static hr_result set(hr_socket socket, option to, int32_t value)
{
    option_value os_value = {0};
    int error = to.form->write(&os_value, value);
    return error != 0 ? hr_error_from_os(error)
                      : hr_posix_result(setsockopt((int)socket, to.id.level, to.id.name, &os_value, to.form->size));
}

hr_result hr_socket_set_option(hr_socket socket, uint32_t family, hr_option option_number, int32_t value)
{
    const hr_posix_option *row = find(option_number);
    if (!is_number(row->kind)) {
        return hr_error(HR_ERROR_UNSUPPORTED, ENOPROTOOPT);
    }
    hr_result result = set(socket, option_of(row, family), value);
    if (result == 0 && family == HR_INET6 && row->mapped.name != 0) {
        result = set(socket, (option){row->mapped, &forms[row->kind]}, value);
        /* An interface without an IPv4 address is one for IPv6 all the same. */
        result = result < 0 && hr_error_kind_of(result) == HR_ERROR_ADDRESS_UNAVAILABLE ? 0 : result;
    }
    return result;
}

hr_result hr_socket_get_raw_option(hr_socket socket, int32_t level, int32_t name, void *value, uint32_t capacity)
{
    socklen_t length = capacity;
    int answer = getsockopt((int)socket, level, name, value, &length);
    return answer < 0 ? hr_posix_result(answer) : (hr_result)length;
}

hr_result hr_socket_set_raw_option(hr_socket socket, int32_t level, int32_t name, const void *value, uint32_t length)
{
    return hr_posix_result(setsockopt((int)socket, level, name, value, length));
}

hr_result hr_socket_get_option_bytes(hr_socket socket, uint32_t family, hr_option option_number, void *value,
                                     uint32_t capacity)
{
    const hr_posix_option *row = find(option_number);
    if (row->kind != HR_POSIX_OPTION_BYTES && row->kind != HR_POSIX_OPTION_NAME) {
        return hr_error(HR_ERROR_UNSUPPORTED, ENOPROTOOPT);
    }
    hr_posix_option_id id = option_of(row, family).id;
    hr_result length = hr_socket_get_raw_option(socket, id.level, id.name, value, capacity);
    return length < 0 || row->kind != HR_POSIX_OPTION_NAME ? length : (hr_result)strnlen(value, (size_t)length);
}

hr_result hr_socket_set_option_bytes(hr_socket socket, uint32_t family, hr_option option_number, const void *value,
                                     uint32_t length)
{
    const hr_posix_option *row = find(option_number);
    hr_posix_option_id id = option_of(row, family).id;
    switch (row->kind) {
    case HR_POSIX_OPTION_BYTES:
    case HR_POSIX_OPTION_NAME:
        return hr_socket_set_raw_option(socket, id.level, id.name, value, length);
    case HR_POSIX_OPTION_FILTER:
        return hr_posix_set_filter(socket, id, value, length);
    default:
        return hr_error(HR_ERROR_UNSUPPORTED, ENOPROTOOPT);
    }
}
