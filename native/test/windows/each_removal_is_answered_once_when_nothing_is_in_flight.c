/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

enum { READING = HR_READ | HR_ONESHOT };

static void expect_gone(subject *it, hr_socket socket, uint64_t token, int flags)
{
    const hr_change removal = {.socket = socket, .token = token, .was = READING, .flags = (uint16_t)flags};
    CHECK_EQUAL(1, subject_wait(it, &removal, 1, -1));
    CHECK_EQUAL(HR_GONE, subject_ready(it, token));
    CHECK_EQUAL(0, subject_look(it));
}

void behaviour(void)
{
    subject it;
    subject_open(&it);
    tcp_pair pair = tcp_connected(HR_INET4);
    int socket = (int)pair.server;

    /* Its poll in flight. */
    CHECK_EQUAL(0, subject_change(&it, socket, token_of(1, 1), 0, READING));
    expect_gone(&it, pair.server, token_of(1, 1), 0);

    /* Disarmed by a report. */
    CHECK_EQUAL(1, hr_socket_send(pair.client, "x", 1));
    CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
    CHECK_EQUAL(1, subject_change(&it, socket, token_of(1, 2), 0, READING));
    expect_gone(&it, pair.server, token_of(1, 2), 0);

    /* Forgotten before. */
    CHECK_EQUAL(1, subject_change(&it, socket, token_of(1, 3), 0, READING));
    subject_forget(&it, socket, token_of(1, 3));
    expect_gone(&it, pair.server, token_of(1, 3), HR_CHANGE_CLOSED);

    /* Forgotten before its first change was made. */
    subject_forget(&it, socket, token_of(1, 4));
    CHECK_EQUAL(0, subject_change(&it, socket, token_of(1, 4), 0, READING));
    expect_gone(&it, pair.server, token_of(1, 4), HR_CHANGE_CLOSED);

    tcp_close(pair);
    subject_close(&it);
}
