/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "hr_pass.h"
#include "test/support/check.h"
#include "test/support/unix_domain.h"

static void check_peer(hr_socket socket)
{
    hr_peer peer;
    CHECK_EQUAL(0, hr_socket_peer(socket, &peer));
    CHECK_EQUAL(geteuid(), peer.user);
    CHECK_EQUAL(getegid(), peer.group);
    CHECK_EQUAL(getpid(), peer.process);
}

void behaviour(void)
{
    hr_peer nobody;
    hr_address at = unix_path();
    hr_address peer;
    hr_socket listener = unix_listen(&at, 1);
    hr_socket client = unix_open();
    CHECK_EQUAL(HR_ERROR_NOT_CONNECTED, hr_error_kind_of(hr_socket_peer(client, &nobody)));
    CHECK_EQUAL(0, hr_socket_connect(client, &at));
    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    check_peer(client);
    check_peer(server);
    CHECK_EQUAL(0, hr_socket_close(server));
    CHECK_EQUAL(0, hr_socket_close(client));
    CHECK_EQUAL(0, hr_socket_close(listener));
    unix_remove(&at);
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_socket_peer(-1, &nobody)));
}
