/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

enum { FIRST, SECOND, PENDING, CLIENTS };

void behaviour(void)
{
    hr_address at;
    hr_address peer;
    hr_socket clients[CLIENTS];
    hr_socket listener = tcp_listen(HR_INET4, 0, &at);
    for (int i = 0; i < CLIENTS; i++) { /* a backlog of 0 takes one: to the others the listener does not answer */
        clients[i] = tcp_open(HR_INET4);
        CHECK_EQUAL(HR_ERROR_IN_PROGRESS, hr_error_kind_of(hr_socket_connect(clients[i], &at)));
    }
    CHECK_EQUAL(HR_WRITE, hr_socket_await(clients[FIRST], HR_WRITE, NULL, -1));
    CHECK_EQUAL(0, hr_socket_finish_connect(clients[FIRST]));
    CHECK_EQUAL(HR_ERROR_IN_PROGRESS, hr_error_kind_of(hr_socket_finish_connect(clients[PENDING])));

    CHECK_EQUAL(0, hr_socket_remote_address(clients[PENDING], &peer));
    CHECK_EQUAL(0, peer.family);
    for (int i = 0; i < CLIENTS; i++) {
        CHECK_EQUAL(0, hr_socket_close(clients[i]));
    }
    CHECK_EQUAL(0, hr_socket_close(listener));
}
