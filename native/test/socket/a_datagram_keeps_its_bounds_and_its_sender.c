/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/udp.h"

static void check_family(uint32_t family)
{
    char bytes[8] = {0};
    hr_address at;
    hr_address sender_at;
    hr_address peer;
    hr_socket receiver = udp_bind(family, &at);
    hr_socket sender = udp_bind(family, &sender_at);
    CHECK_EQUAL(6, hr_socket_send_to(sender, "abcdef", 6, &at));
    CHECK_EQUAL(0, hr_socket_send_to(sender, "", 0, &at));
    CHECK_EQUAL(2, hr_socket_send_to(sender, "gh", 2, &at));

    CHECK_EQUAL(HR_READ, hr_socket_await(receiver, HR_READ, NULL, -1));
    CHECK_EQUAL(4, hr_socket_receive_from(receiver, bytes, 4, &peer));
    CHECK_EQUAL(0, memcmp(bytes, "abcd\0", 5));
    CHECK_EQUAL(0, memcmp(&peer, &sender_at, offsetof(hr_address, bytes) + peer.length));
    CHECK_EQUAL(0, hr_socket_receive_from(receiver, bytes, sizeof bytes, &peer));
    CHECK_EQUAL(sender_at.port, peer.port);
    CHECK_EQUAL(2, hr_socket_receive_from(receiver, bytes, sizeof bytes, &peer));
    CHECK_EQUAL(0, memcmp(bytes, "ghcd", 4));
    CHECK(udp_is_empty(receiver));
    CHECK_EQUAL(0, hr_socket_close(sender));
    CHECK_EQUAL(0, hr_socket_close(receiver));
}

void behaviour(void)
{
    check_family(HR_INET4);
    check_family(HR_INET6);
}
