/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/system.h"
#include "test/support/tcp.h"
#include "test/support/udp.h"

#define OPTION(number, name) HR_OPTION_##name,
static const hr_option options[] = {HR_OPTIONS(OPTION)};
#undef OPTION

/* ip(7): sockets of streams have no multicast. */
static bool is_for_datagrams(hr_option option)
{
    return option >= HR_OPTION_SO_BROADCAST && option <= HR_OPTION_IP_DONTFRAGMENT;
}

/* Bytes; or readable where there is a connection only; or with privileges only. */
static bool is_exempt(hr_option option)
{
    switch (option) {
    case HR_OPTION_TCP_CONGESTION:
    case HR_OPTION_SO_BINDTODEVICE:
    case HR_OPTION_SO_MAX_PACING_RATE:
    case HR_OPTION_SO_ATTACH_REUSEPORT_CBPF:
    case HR_OPTION_IP_MTU:
    case HR_OPTION_SO_MARK:
        return true;
    default:
        return false;
    }
}

static void check_round(hr_socket socket, uint32_t family, hr_option option)
{
    int32_t before;
    int32_t after;
    CHECK_EQUAL(0, hr_socket_get_option(socket, family, option, &before));
    if (option != HR_OPTION_SO_INCOMING_NAPI_ID) { /* socket(7): read only */
        CHECK_EQUAL(0, hr_socket_set_option(socket, family, option, before));
    }
    CHECK_EQUAL(0, hr_socket_get_option(socket, family, option, &after));
    CHECK_EQUAL(before, after);
}

void behaviour(void)
{
    for (uint32_t family = HR_INET4; family <= HR_INET6; family++) {
        hr_address at;
        hr_socket stream = tcp_open(family);
        hr_socket datagrams = udp_bind(family, &at);
        for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
            if (!system_lacks(options[i]) && !is_exempt(options[i])) {
                check_round(is_for_datagrams(options[i]) ? datagrams : stream, family, options[i]);
            }
        }
        CHECK_EQUAL(0, hr_socket_close(stream));
        CHECK_EQUAL(0, hr_socket_close(datagrams));
    }
}
