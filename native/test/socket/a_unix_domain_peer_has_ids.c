/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "test/support/check.h"
#include "test/support/unix_domain.h"

static void check_peer(hr_socket socket)
{
    uint32_t user = UINT32_MAX;
    uint32_t group = UINT32_MAX;
    CHECK_EQUAL(0, hr_socket_peer_ids(socket, &user, &group));
    CHECK_EQUAL(geteuid(), user);
    CHECK_EQUAL(getegid(), group);
}

void behaviour(void)
{
    uint32_t user;
    uint32_t group;
    hr_address at = unix_path();
    hr_address peer;
    hr_socket listener = unix_listen(&at, 1);
    hr_socket client = unix_open();
    CHECK_EQUAL(HR_ERROR_NOT_CONNECTED, hr_error_kind_of(hr_socket_peer_ids(client, &user, &group)));
    CHECK_EQUAL(0, hr_socket_connect(client, &at));
    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    check_peer(client);
    check_peer(server);
    CHECK_EQUAL(0, hr_socket_close(server));
    CHECK_EQUAL(0, hr_socket_close(client));
    CHECK_EQUAL(0, hr_socket_close(listener));
    unix_remove(&at);
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_socket_peer_ids(-1, &user, &group)));
}
