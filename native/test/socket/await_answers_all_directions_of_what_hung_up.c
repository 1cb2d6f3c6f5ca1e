/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/check.h"

void behaviour(void)
{
    hr_socket source;
    hr_socket sink;
    CHECK_EQUAL(0, hr_pipe_open(&source, &sink));
    CHECK_EQUAL(0, hr_socket_close(sink));
    CHECK_EQUAL(HR_READ | HR_WRITE, hr_socket_await(source, HR_READ | HR_WRITE, NULL, -1));
    CHECK_EQUAL(0, hr_socket_close(source));
}
