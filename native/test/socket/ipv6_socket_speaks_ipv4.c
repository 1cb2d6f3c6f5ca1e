/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    hr_address at;
    hr_address peer;
    hr_socket listener = tcp_open(HR_INET6);
    hr_address wildcard = {.family = HR_INET6, .length = 16};
    CHECK_EQUAL(0, hr_socket_bind(listener, &wildcard));
    CHECK_EQUAL(0, hr_socket_listen(listener, 1));
    CHECK_EQUAL(0, hr_socket_local_address(listener, &at));
    hr_address ipv4 = tcp_loopback(HR_INET4, at.port);
    hr_socket client = tcp_connect(HR_INET4, &ipv4);

    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    hr_address mapped = tcp_loopback(HR_INET6, 0);
    CHECK_EQUAL(HR_INET6, peer.family);
    CHECK_EQUAL(16, peer.length);
    CHECK_EQUAL(0, memcmp(peer.bytes, mapped.bytes, 16));

    tcp_close((tcp_pair){client, server});
    CHECK_EQUAL(0, hr_socket_close(listener));
}
