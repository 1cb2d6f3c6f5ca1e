/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/system.h"
#include "test/support/udp.h"

static void check(uint32_t family, uint32_t group_family)
{
    uint32_t port = 0;
    hr_address peer;
    udp_interface interface;
    if (!udp_find_interface(group_family, &interface)) {
        return;
    }
    hr_socket member = udp_share(family, &port);
    hr_socket other = udp_share(family, &port);
    hr_socket sender = udp_open_sender(&interface);
    hr_address group = udp_group(group_family, port);

    CHECK_EQUAL(0, hr_socket_membership(member, HR_JOIN, interface.index, &group, NULL));
    udp_send(sender, 'g', &group);
    CHECK_EQUAL('g', udp_receive(member, &peer));
    CHECK(udp_is_empty(other));

    CHECK_EQUAL(0, hr_socket_membership(member, HR_LEAVE, interface.index, &group, NULL));
    udp_send(sender, 'h', &group);
    CHECK(udp_is_empty(member));
    CHECK_EQUAL(HR_ERROR_ADDRESS_UNAVAILABLE,
                hr_error_kind_of(hr_socket_membership(member, HR_LEAVE, interface.index, &group, NULL)));
    CHECK_EQUAL(0, hr_socket_close(sender));
    CHECK_EQUAL(0, hr_socket_close(other));
    CHECK_EQUAL(0, hr_socket_close(member));
}

void behaviour(void)
{
    check(HR_INET4, HR_INET4);
    check(HR_INET6, HR_INET6);
    if (system_has.ipv6_obeys_for_ipv4) {
        check(HR_INET6, HR_INET4);
    }
}
