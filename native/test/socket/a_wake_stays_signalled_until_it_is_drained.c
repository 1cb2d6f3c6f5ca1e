/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/check.h"

/* poll(2) of a kqueue fetches no event, so EV_CLEAR takes none away. */
void behaviour(void)
{
    hr_socket wake = hr_wake_open();
    CHECK_EQUAL(0, hr_wake_signal(wake));
    for (int i = 0; i < 3; i++) {
        CHECK_EQUAL(HR_READ, hr_socket_await(wake, HR_READ, -1, 0));
    }
    CHECK_EQUAL(0, hr_wake_drain(wake));
    CHECK_EQUAL(0, hr_socket_await(wake, HR_READ, -1, 0));
    CHECK_EQUAL(0, hr_socket_close(wake));
}
