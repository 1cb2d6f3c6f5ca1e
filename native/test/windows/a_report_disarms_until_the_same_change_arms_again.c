/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

enum { READING = HR_READ | HR_ONESHOT };

void behaviour(void)
{
    subject it;
    char byte;
    subject_open(&it);
    tcp_pair pair = tcp_connected(HR_INET4);
    int socket = (int)pair.server;
    uint64_t token = token_of(1, 1);

    CHECK_EQUAL(0, subject_change(&it, socket, token, 0, READING));
    for (int round = 0; round < 3; round++) {
        CHECK_EQUAL(1, hr_socket_send(pair.client, "x", 1));
        CHECK_EQUAL(1, subject_wait(&it, NULL, 0, -1));
        CHECK_EQUAL(HR_READ, subject_ready(&it, token));
        CHECK_EQUAL(0, subject_look(&it));

        CHECK_EQUAL(1, hr_socket_receive(pair.server, &byte, 1));
        CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_socket_receive(pair.server, &byte, 1)));
        CHECK_EQUAL(0, subject_change(&it, socket, token, READING, READING));
    }
    tcp_close(pair);
    subject_close(&it);
}
