/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

enum { READING = HR_READ | HR_ONESHOT };

void behaviour(void)
{
    subject it;
    subject_open(&it);
    tcp_pair before = tcp_connected(HR_INET4);
    tcp_pair after = tcp_connected(HR_INET4);
    uint64_t of_before = token_of(1, 1);
    uint64_t of_after = token_of(2, 1);

    CHECK_EQUAL(1, hr_socket_send(before.client, "x", 1));
    CHECK_EQUAL(HR_READ, hr_socket_await(before.server, HR_READ, NULL, -1));
    CHECK_EQUAL(1, subject_change(&it, (int)before.server, of_before, 0, READING));
    CHECK_EQUAL(HR_READ, subject_ready(&it, of_before));

    CHECK_EQUAL(0, subject_change(&it, (int)after.server, of_after, 0, READING));
    CHECK_EQUAL(1, hr_socket_send(after.client, "x", 1));
    CHECK_EQUAL(1, subject_wait(&it, NULL, 0, -1));
    CHECK_EQUAL(HR_READ, subject_ready(&it, of_after));

    tcp_close(before);
    tcp_close(after);
    subject_close(&it);
}
