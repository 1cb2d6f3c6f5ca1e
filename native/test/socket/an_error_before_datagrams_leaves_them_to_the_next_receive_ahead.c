/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/udp.h"

void behaviour(void)
{
    char byte = 0;
    hr_address at;
    hr_address peer_at;
    hr_socket peer = udp_bind(HR_INET4, &peer_at);
    hr_socket socket = udp_bind(HR_INET4, &at);
    hr_store *store;
    CHECK_EQUAL(0, hr_store_open(&store));
    CHECK_EQUAL(0, hr_socket_connect(socket, &peer_at));
    udp_send(peer, 'a', &at);
    udp_send(peer, 'b', &at);
    CHECK_EQUAL(0, hr_socket_close(peer));
    udp_send(socket, 'c', NULL);

    CHECK_EQUAL(HR_ERROR_CONNECTION_REFUSED, hr_error_kind_of(hr_socket_receive_ahead(socket, &byte, 1, &at, store)));
    CHECK_EQUAL((hr_result)1 << 32 | 1, hr_socket_receive_ahead(socket, &byte, 1, &at, store));
    CHECK_EQUAL('a', byte);
    CHECK_EQUAL('b', ((const hr_datagram *)store)->bytes[0]);
    hr_store_close(store);
    CHECK_EQUAL(0, hr_socket_close(socket));
}
