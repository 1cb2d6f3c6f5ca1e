/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    hr_socket socket = tcp_open(HR_INET4);
    uint64_t token = token_of(1, 1);

    /* A level registration is not on offer. */
    const hr_change level = {.socket = socket, .token = token, .now = HR_READ};
    CHECK_EQUAL(1, subject_wait(&it, &level, 1, -1));
    CHECK_EQUAL(HR_CHANGE_FAILED, subject_ready(&it, token));
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, it.events[0].aux & 0xff);

    CHECK_EQUAL(0, hr_socket_close(socket));
    const hr_change closed = {.socket = socket, .token = token_of(1, 2), .now = HR_READ | HR_ONESHOT};
    CHECK_EQUAL(1, subject_wait(&it, &closed, 1, -1));
    CHECK_EQUAL(HR_CHANGE_FAILED, subject_ready(&it, token_of(1, 2)));
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, it.events[0].aux & 0xff);
    subject_close(&it);
}
