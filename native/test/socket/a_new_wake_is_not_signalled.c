/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/check.h"

/* macOS triggers an EVFILT_USER event in the change that adds it, FreeBSD does not. */
void behaviour(void)
{
    hr_socket wake = hr_wake_open();
    CHECK(wake >= 0);
    CHECK_EQUAL(0, hr_socket_await(wake, HR_READ, -1, 0));
    CHECK_EQUAL(0, hr_wake_drain(wake));
    CHECK_EQUAL(0, hr_socket_close(wake));
}
