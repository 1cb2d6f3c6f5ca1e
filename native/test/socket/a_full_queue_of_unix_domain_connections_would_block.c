/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/unix_domain.h"

enum { MOST = 8 };

/* unix(7): EAGAIN, and no connection is pending then. */
void behaviour(void)
{
    hr_address at = unix_path();
    hr_address peer;
    hr_socket listener = unix_listen(&at, 1);
    hr_socket clients[MOST];
    int count = 0;
    hr_result result = 0;
    while (result == 0) {
        CHECK(count < MOST);
        clients[count] = unix_open();
        result = hr_socket_connect(clients[count++], &at);
    }
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(result));
    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    CHECK_EQUAL(0, peer.length);
    CHECK_EQUAL(0, hr_socket_connect(clients[count - 1], &at));
    while (count > 0) {
        CHECK_EQUAL(0, hr_socket_close(clients[--count]));
    }
    CHECK_EQUAL(0, hr_socket_close(server));
    CHECK_EQUAL(0, hr_socket_close(listener));
    unix_remove(&at);
}
