/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    subject it;
    hr_address at;
    hr_address peer;
    subject_open(&it);
    hr_socket listener = tcp_listen(HR_INET4, 8, &at);
    hr_socket client = tcp_open(HR_INET4);
    uint64_t of_listener = token_of(1, 1);
    uint64_t of_client = token_of(2, 1);

    CHECK_EQUAL(0, subject_change(&it, (int)listener, of_listener, 0, HR_READ | HR_ONESHOT));
    hr_result connected = hr_socket_connect(client, &at);
    CHECK(connected == 0 || hr_error_kind_of(connected) == HR_ERROR_IN_PROGRESS);
    const hr_change change = {.socket = client, .token = of_client, .now = HR_WRITE | HR_ONESHOT};
    uint32_t told_listener = 0;
    uint32_t told_client = 0;
    for (int changes = 1; told_listener == 0 || told_client == 0; changes = 0) {
        subject_wait(&it, &change, changes, -1);
        told_listener |= subject_ready(&it, of_listener);
        told_client |= subject_ready(&it, of_client);
    }
    CHECK_EQUAL(HR_READ, told_listener);
    CHECK_EQUAL(HR_WRITE, told_client);
    CHECK_EQUAL(0, hr_socket_finish_connect(client));

    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    CHECK_EQUAL(0, hr_socket_close(server));
    CHECK_EQUAL(0, hr_socket_close(client));
    CHECK_EQUAL(0, hr_socket_close(listener));
    subject_close(&it);
}
