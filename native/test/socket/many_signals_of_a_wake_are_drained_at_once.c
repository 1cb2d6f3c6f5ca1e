/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/check.h"

/* NOTE_TRIGGER in a change without EV_CLEAR: with it, FreeBSD loses the trigger. */
void behaviour(void)
{
    hr_socket wake = hr_wake_open();
    for (int round = 0; round < 100; round++) {
        for (int i = 0; i < 10; i++) {
            CHECK_EQUAL(0, hr_wake_signal(wake));
        }
        CHECK_EQUAL(HR_READ, hr_socket_await(wake, HR_READ, -1, 0));
        CHECK_EQUAL(0, hr_wake_drain(wake));
        CHECK_EQUAL(0, hr_socket_await(wake, HR_READ, -1, 0));
    }
    CHECK_EQUAL(0, hr_socket_close(wake));
}
