/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    hr_address at;
    hr_address local;
    hr_address peer;
    hr_socket listener = tcp_listen(HR_INET4, 1, &at);
    hr_socket client = tcp_connect(HR_INET4, &at);
    CHECK_EQUAL(0, hr_socket_local_address(client, &local));

    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    CHECK_EQUAL(HR_INET4, peer.family);
    CHECK_EQUAL(4, peer.length);
    CHECK_EQUAL(local.port, peer.port);
    CHECK_EQUAL(0, memcmp(peer.bytes, local.bytes, 4));

    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_socket_accept(listener, &peer)));
    tcp_close((tcp_pair){client, server});
    CHECK_EQUAL(0, hr_socket_close(listener));
}
