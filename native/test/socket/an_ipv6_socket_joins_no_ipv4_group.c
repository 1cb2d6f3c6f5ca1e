/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/udp.h"

/* Linux lets it: a_datagram_socket_hears_only_the_groups_it_joined. */
void behaviour(void)
{
    uint32_t port = 0;
    udp_interface interface;
    CHECK(udp_find_interface(HR_INET4, &interface));
    hr_socket socket = udp_share(HR_INET6, &port);
    hr_address group = udp_group(HR_INET4, port);
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT,
                hr_error_kind_of(hr_socket_membership(socket, HR_JOIN, interface.index, &group, NULL)));
    CHECK_EQUAL(0, hr_socket_close(socket));
}
