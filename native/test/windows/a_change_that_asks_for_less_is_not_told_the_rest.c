/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    subject it;
    hr_address at;
    subject_open(&it);
    hr_socket listener = tcp_listen(HR_INET4, 8, &at);
    int socket = (int)listener;
    uint64_t token = token_of(1, 1);

    CHECK_EQUAL(0, subject_change(&it, socket, token, 0, HR_READ | HR_ONESHOT));
    CHECK_EQUAL(0, subject_change(&it, socket, token, HR_READ | HR_ONESHOT, HR_ONESHOT));
    hr_socket client = tcp_connect(HR_INET4, &at);
    CHECK_EQUAL(0, subject_look(&it));
    CHECK_EQUAL(1, subject_change(&it, socket, token, HR_ONESHOT, HR_READ | HR_ONESHOT));
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));

    CHECK_EQUAL(0, hr_socket_close(client));
    CHECK_EQUAL(0, hr_socket_close(listener));
    subject_close(&it);
}
