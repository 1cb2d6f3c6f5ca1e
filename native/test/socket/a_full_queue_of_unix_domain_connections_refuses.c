/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/unix_domain.h"

enum { MOST = 8 };

/* Linux would block: a_full_queue_of_unix_domain_connections_would_block. */
void behaviour(void)
{
    hr_address at = unix_path();
    hr_socket listener = unix_listen(&at, 1);
    hr_socket clients[MOST];
    int count = 0;
    hr_result result = 0;
    while (result == 0) {
        CHECK(count < MOST);
        clients[count] = unix_open();
        result = hr_socket_connect(clients[count++], &at);
    }
    CHECK_EQUAL(HR_ERROR_CONNECTION_REFUSED, hr_error_kind_of(result));
    while (count > 0) {
        CHECK_EQUAL(0, hr_socket_close(clients[--count]));
    }
    CHECK_EQUAL(0, hr_socket_close(listener));
    unix_remove(&at);
}
