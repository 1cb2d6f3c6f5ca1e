/* SPDX-License-Identifier: Apache-2.0 */
#include "posix/options.h"

#include <sys/socket.h>

#include "posix/result.h"

typedef union {
    int number;
    struct linger linger;
} option_value;

typedef struct {
    socklen_t size;
    int32_t (*read)(const option_value *value);
    void (*write)(option_value *value, int32_t number);
} option_form;

static int32_t read_integer(const option_value *value)
{
    return value->number;
}

static int32_t read_doubled(const option_value *value)
{
    return value->number / 2;
}

static void write_integer(option_value *value, int32_t number)
{
    value->number = number;
}

static int32_t read_flag(const option_value *value)
{
    return value->number != 0;
}

static void write_flag(option_value *value, int32_t number)
{
    value->number = number != 0;
}

static int32_t read_linger(const option_value *value)
{
    return value->linger.l_onoff != 0 ? value->linger.l_linger : -1;
}

static void write_linger(option_value *value, int32_t number)
{
    value->linger = (struct linger){.l_onoff = number >= 0, .l_linger = number >= 0 ? number : 0};
}

static const option_form forms[] = {
    [HR_POSIX_OPTION_INTEGER] = {sizeof(int), read_integer, write_integer},
    [HR_POSIX_OPTION_DOUBLED] = {sizeof(int), read_doubled, write_integer},
    [HR_POSIX_OPTION_FLAG] = {sizeof(int), read_flag, write_flag},
    [HR_POSIX_OPTION_LINGER] = {sizeof(struct linger), read_linger, write_linger},
};

static const hr_posix_option *find(hr_option option)
{
    return &hr_posix_options[(unsigned)option < HR_POSIX_OPTIONS ? option : 0];
}

static hr_posix_option_id id_of(const hr_posix_option *row, uint32_t family)
{
    return family == HR_INET6 && row->ipv6.name != 0 ? row->ipv6 : row->id;
}

hr_result hr_socket_get_option(hr_socket socket, uint32_t family, hr_option option, int32_t *value_out)
{
    const hr_posix_option *row = find(option);
    if (row->kind == HR_POSIX_OPTION_ABSENT) {
        return hr_error(HR_ERROR_UNSUPPORTED, ENOPROTOOPT);
    }
    hr_posix_option_id id = id_of(row, family);
    option_value value = {0};
    socklen_t length = forms[row->kind].size;
    int answer = getsockopt((int)socket, id.level, id.name, &value, &length);
    if (answer == 0) {
        *value_out = forms[row->kind].read(&value);
    }
    return hr_posix_result(answer);
}

hr_result hr_socket_set_option(hr_socket socket, uint32_t family, hr_option option, int32_t value)
{
    const hr_posix_option *row = find(option);
    if (row->kind == HR_POSIX_OPTION_ABSENT) {
        return hr_error(HR_ERROR_UNSUPPORTED, ENOPROTOOPT);
    }
    option_value os_value = {0};
    forms[row->kind].write(&os_value, value);
    socklen_t length = forms[row->kind].size;
    hr_posix_option_id id = id_of(row, family);
    int answer = setsockopt((int)socket, id.level, id.name, &os_value, length);
    if (answer == 0 && family == HR_INET6 && row->mapped.name != 0) {
        answer = setsockopt((int)socket, row->mapped.level, row->mapped.name, &os_value, length);
    }
    return hr_posix_result(answer);
}
