/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

/* The poll in flight asks for reading: it is cancelled, and a wait that must not block sees what the next one finds. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    tcp_pair pair = tcp_connected(HR_INET4);
    int socket = (int)pair.server;
    uint64_t token = token_of(1, 1);

    CHECK_EQUAL(0, subject_change(&it, socket, token, 0, HR_READ | HR_ONESHOT));
    CHECK_EQUAL(1, subject_change(&it, socket, token, HR_READ | HR_ONESHOT, HR_READ | HR_WRITE | HR_ONESHOT));
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, token));

    tcp_close(pair);
    subject_close(&it);
}
