/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"
#include "test/support/udp.h"

static void check_family(uint32_t family)
{
    hr_address at;
    hr_address peer_at;
    hr_address stranger_at;
    hr_address peer;
    hr_socket socket = udp_bind(family, &at);
    hr_socket friend = udp_bind(family, &peer_at);
    hr_socket stranger = udp_bind(family, &stranger_at);
    CHECK_EQUAL(0, hr_socket_connect(socket, &peer_at));
    udp_send(stranger, 's', &at);
    udp_send(friend, 'f', &at);
    CHECK_EQUAL('f', udp_receive(socket, &peer));
    CHECK_EQUAL(peer_at.port, peer.port);
    udp_send(socket, 'n', NULL);
    CHECK_EQUAL('n', udp_receive(friend, &peer));

    CHECK_EQUAL(0, hr_socket_disconnect(socket));
    CHECK_EQUAL(0, hr_socket_remote_address(socket, &peer));
    CHECK_EQUAL(0, peer.family);
    CHECK_EQUAL(0, hr_socket_local_address(socket, &peer));
    if (peer.port == 0) {
        CHECK_EQUAL(0, hr_socket_bind(socket, &at));
    }
    udp_send(stranger, 's', &at);
    CHECK_EQUAL('s', udp_receive(socket, &peer));
    CHECK_EQUAL(0, hr_socket_disconnect(socket));
    CHECK_EQUAL(0, hr_socket_close(stranger));
    CHECK_EQUAL(0, hr_socket_close(friend));
    CHECK_EQUAL(0, hr_socket_close(socket));
}

void behaviour(void)
{
    check_family(HR_INET4);
    check_family(HR_INET6);
}
