/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/unix_domain.h"

enum { LONG = 100000 };

static hr_socket open_datagrams(void)
{
    hr_socket socket = hr_socket_open(HR_UNIX, HR_DATAGRAM);
    CHECK(socket >= 0);
    return socket;
}

static void check_from(hr_socket receiver, const char *expected, uint32_t length, const hr_address *sender)
{
    static char bytes[LONG + 1];
    hr_address peer;
    CHECK_EQUAL(length, hr_socket_receive_from(receiver, bytes, sizeof bytes, &peer));
    CHECK_EQUAL(0, memcmp(expected, bytes, length));
    CHECK_EQUAL(sender->length, peer.length);
    CHECK_EQUAL(0, memcmp(sender->bytes, peer.bytes, peer.length));
}

void behaviour(void)
{
    static char bytes[LONG];
    hr_address none = {0};
    hr_address at = unix_path();
    hr_socket receiver = open_datagrams();
    hr_socket sender = open_datagrams();
    hr_socket unnamed = open_datagrams();
    CHECK_EQUAL(0, hr_socket_bind(receiver, &at));
    hr_address own = at;
    own.bytes[own.length++] = 's';
    CHECK_EQUAL(0, hr_socket_bind(sender, &own));
    memset(bytes, 'x', sizeof bytes);
    CHECK_EQUAL(LONG, hr_socket_send_to(sender, bytes, LONG, &at));
    CHECK_EQUAL(2, hr_socket_send_to(unnamed, "ab", 2, &at));
    CHECK_EQUAL(0, hr_socket_connect(sender, &at));
    CHECK_EQUAL(0, hr_socket_send_to(sender, bytes, 0, NULL));
    check_from(receiver, bytes, LONG, &own);
    check_from(receiver, "ab", 2, &none);
    check_from(receiver, "", 0, &own);
    CHECK_EQUAL(0, hr_socket_disconnect(sender));
    CHECK_EQUAL(0, hr_socket_close(receiver));
    CHECK_EQUAL(HR_ERROR_CONNECTION_REFUSED, hr_error_kind_of(hr_socket_send_to(sender, "c", 1, &at)));
    unix_remove(&at);
    unix_remove(&own);
    CHECK_EQUAL(0, hr_socket_close(sender));
    CHECK_EQUAL(0, hr_socket_close(unnamed));
}
