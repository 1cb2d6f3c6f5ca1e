/* SPDX-License-Identifier: Apache-2.0 */
/* getsockopt(2) and setsockopt(2) fail as told, or the latter after some calls that succeed. */
#include <errno.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hr_pass.h"
#include "hr_socket.h"
#include "test/support/check.h"

static int error;      /* 0: the system answers */
static int succeeding; /* calls before the error */
static int calls;

static bool fails(void)
{
    calls++;
    errno = error;
    return error != 0 && succeeding-- <= 0;
}

int getsockopt(int socket, int level, int name, void *value, socklen_t *length)
{
    return fails() ? -1 : (int)syscall(SYS_getsockopt, socket, level, name, value, length);
}

int setsockopt(int socket, int level, int name, const void *value, socklen_t length)
{
    return fails() ? -1 : (int)syscall(SYS_setsockopt, socket, level, name, value, length);
}

static void check(hr_result result)
{
    CHECK(result < 0);
    CHECK_EQUAL(error, hr_error_os_code(result));
    CHECK_EQUAL(1, calls);
    calls = 0;
}

static bool is_number(hr_option option)
{
    return option != HR_OPTION_TCP_CONGESTION && option != HR_OPTION_SO_BINDTODEVICE &&
           option != HR_OPTION_SO_MAX_PACING_RATE && option != HR_OPTION_SO_ATTACH_REUSEPORT_CBPF;
}

static void check_all(hr_socket socket, uint32_t family)
{
    int32_t number = 0;
    char bytes[16] = {0};
    for (hr_option option = 1; option < HR_OPTION_COUNT; option++) {
        if (is_number(option)) {
            check(hr_socket_get_option(socket, family, option, &number));
            CHECK_EQUAL(0, number);
            check(hr_socket_set_option(socket, family, option, 0));
        } else {
            check(hr_socket_set_option_bytes(socket, family, option, bytes, 8));
            if (option != HR_OPTION_SO_ATTACH_REUSEPORT_CBPF) {
                check(hr_socket_get_option_bytes(socket, family, option, bytes, sizeof bytes));
            }
        }
    }
}

static void check_others(hr_socket socket)
{
    int64_t fields[HR_TCP_FIELD_COUNT];
    hr_peer peer;
    int value = 1;
    check(hr_socket_get_raw_option(socket, SOL_SOCKET, SO_KEEPALIVE, &value, sizeof value));
    check(hr_socket_set_raw_option(socket, SOL_SOCKET, SO_KEEPALIVE, &value, sizeof value));
    check(hr_socket_tcp_info(socket, fields));
    check(hr_socket_peer(socket, &peer));
    check(hr_socket_listens(socket));
    check(hr_socket_type(socket));
}

/* An option of IPv6 that is one of IPv4 too is set twice. */
static void check_second_call(hr_socket socket)
{
    error = EPERM;
    succeeding = 1;
    hr_result result = hr_socket_set_option(socket, HR_INET6, HR_OPTION_IP_TOS, 4);
    CHECK_EQUAL(EPERM, hr_error_os_code(result));
    CHECK_EQUAL(2, calls);
    error = 0;
}

void behaviour(void)
{
    static const int errors[] = {EPERM, EINVAL, ENOPROTOOPT, EOPNOTSUPP, ENOMEM, ENOBUFS, EBUSY, ENODEV};
    for (uint32_t family = HR_INET4; family <= HR_INET6; family++) {
        hr_socket socket = hr_socket_open(family, HR_STREAM);
        CHECK(socket >= 0);
        calls = 0;
        for (unsigned i = 0; i < sizeof errors / sizeof errors[0]; i++) {
            error = errors[i];
            check_all(socket, family);
            check_others(socket);
        }
        if (family == HR_INET6) {
            check_second_call(socket);
        }
        error = 0;
        CHECK_EQUAL(0, hr_socket_close(socket));
    }
    error = EPERM;
    CHECK_EQUAL(EPERM, hr_error_os_code(hr_socket_open(HR_INET6, HR_STREAM)));
    error = 0;
}
