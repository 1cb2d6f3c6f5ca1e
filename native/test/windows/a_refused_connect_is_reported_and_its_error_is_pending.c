/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    subject it;
    hr_address deaf;
    subject_open(&it);
    hr_socket bound = tcp_bind(HR_INET4, &deaf);
    hr_socket client = tcp_open(HR_INET4);
    uint64_t token = token_of(1, 1);

    hr_result connected = hr_socket_connect(client, &deaf);
    CHECK(connected < 0);
    const hr_change change = {.socket = client, .token = token, .now = HR_WRITE | HR_ONESHOT};
    CHECK_EQUAL(1, subject_wait(&it, &change, 1, -1));
    CHECK((subject_ready(&it, token) & HR_HANGUP) != 0);
    CHECK((subject_ready(&it, token) & HR_ERROR_PENDING) != 0);
    if (hr_error_kind_of(connected) == HR_ERROR_IN_PROGRESS) {
        connected = hr_socket_finish_connect(client);
    }
    CHECK_EQUAL(HR_ERROR_CONNECTION_REFUSED, hr_error_kind_of(connected));

    CHECK_EQUAL(0, hr_socket_close(client));
    CHECK_EQUAL(0, hr_socket_close(bound));
    subject_close(&it);
}
