/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

enum { CAPACITY = 16 };

static void check_congestion(hr_socket socket, uint32_t family)
{
    char name[CAPACITY];
    CHECK_EQUAL(0, hr_socket_set_option_bytes(socket, family, HR_OPTION_TCP_CONGESTION, "reno", 4));
    CHECK_EQUAL(4, hr_socket_get_option_bytes(socket, family, HR_OPTION_TCP_CONGESTION, name, sizeof name));
    CHECK(memcmp(name, "reno", 4) == 0);
    CHECK(hr_socket_set_option_bytes(socket, family, HR_OPTION_TCP_CONGESTION, "nothing", 7) < 0);
}

static void check_device(hr_socket socket, uint32_t family)
{
    char name[CAPACITY];
    CHECK_EQUAL(0, hr_socket_get_option_bytes(socket, family, HR_OPTION_SO_BINDTODEVICE, name, sizeof name));
    CHECK_EQUAL(0, hr_socket_set_option_bytes(socket, family, HR_OPTION_SO_BINDTODEVICE, "", 0));
}

static void check_rate(hr_socket socket, uint32_t family)
{
    uint64_t rate = 1000000;
    CHECK_EQUAL(0, hr_socket_set_option_bytes(socket, family, HR_OPTION_SO_MAX_PACING_RATE, &rate, sizeof rate));
    rate = 0;
    CHECK_EQUAL(sizeof rate,
                hr_socket_get_option_bytes(socket, family, HR_OPTION_SO_MAX_PACING_RATE, &rate, sizeof rate));
    CHECK_EQUAL(1000000, rate);
}

void behaviour(void)
{
    for (uint32_t family = HR_INET4; family <= HR_INET6; family++) {
        hr_socket socket = tcp_open(family);
        check_congestion(socket, family);
        check_device(socket, family);
        check_rate(socket, family);
        int32_t number;
        CHECK_EQUAL(HR_ERROR_UNSUPPORTED,
                    hr_error_kind_of(hr_socket_get_option(socket, family, HR_OPTION_TCP_CONGESTION, &number)));
        CHECK_EQUAL(HR_ERROR_UNSUPPORTED,
                    hr_error_kind_of(hr_socket_set_option_bytes(socket, family, HR_OPTION_TCP_NODELAY, "1", 1)));
        CHECK_EQUAL(0, hr_socket_close(socket));
    }
}
