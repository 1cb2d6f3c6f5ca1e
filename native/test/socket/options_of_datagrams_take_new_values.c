/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/system.h"
#include "test/support/udp.h"

typedef struct {
    hr_option option;
    int32_t value;
} setting;

static const setting settings[] = {
    {HR_OPTION_SO_BROADCAST, 1},      {HR_OPTION_IP_MULTICAST_TTL, 7},  {HR_OPTION_IP_MULTICAST_TTL, 0},
    {HR_OPTION_IP_MULTICAST_LOOP, 0}, {HR_OPTION_IP_MULTICAST_LOOP, 1}, {HR_OPTION_IP_DONTFRAGMENT, 1},
    {HR_OPTION_IP_DONTFRAGMENT, 0},   {HR_OPTION_SO_BROADCAST, 0},
};

static int32_t option_of(hr_socket socket, uint32_t family, hr_option option)
{
    int32_t value = -2;
    CHECK_EQUAL(0, hr_socket_get_option(socket, family, option, &value));
    return value;
}

/* An IPv6 socket's IPv4 traffic obeys too. */
static void check_mapped(hr_socket socket, hr_option option, int64_t value)
{
    if (system_has.ipv6_obeys_for_ipv4) {
        CHECK_EQUAL(value, option_of(socket, HR_INET4, option));
    }
}

static void check_family(uint32_t family)
{
    hr_address at;
    udp_interface interface;
    CHECK(udp_find_interface(HR_INET4, &interface));
    hr_socket socket = udp_bind(family, &at);
    CHECK_EQUAL(1, option_of(socket, family, HR_OPTION_IP_MULTICAST_TTL));
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        CHECK_EQUAL(0, hr_socket_set_option(socket, family, settings[i].option, settings[i].value));
        CHECK_EQUAL(settings[i].value, option_of(socket, family, settings[i].option));
        check_mapped(socket, settings[i].option, settings[i].value);
    }
    CHECK_EQUAL(0, option_of(socket, family, HR_OPTION_IP_MULTICAST_IF));
    CHECK_EQUAL(0, hr_socket_set_option(socket, family, HR_OPTION_IP_MULTICAST_IF, (int32_t)interface.index));
    CHECK_EQUAL(interface.index, option_of(socket, family, HR_OPTION_IP_MULTICAST_IF));
    check_mapped(socket, HR_OPTION_IP_MULTICAST_IF, interface.index);
    CHECK(hr_socket_set_option(socket, family, HR_OPTION_IP_MULTICAST_IF, 0x7fff0000) < 0);
    CHECK_EQUAL(0, hr_socket_close(socket));
}

void behaviour(void)
{
    check_family(HR_INET4);
    check_family(HR_INET6);
}
