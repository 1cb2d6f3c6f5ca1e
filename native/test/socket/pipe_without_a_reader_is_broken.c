/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>

#include "hr_socket.h"
#include "test/support/check.h"

void behaviour(void)
{
    hr_socket source;
    hr_socket sink;
    CHECK(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
    CHECK_EQUAL(0, hr_pipe_open(&source, &sink));
    CHECK_EQUAL(0, hr_socket_close(source));
    hr_buffer buffer = {.address = (uintptr_t) "x", .length = 1};
    CHECK_EQUAL(HR_ERROR_BROKEN_PIPE, hr_error_kind_of(hr_pipe_write(sink, "x", 1)));
    CHECK_EQUAL(HR_ERROR_BROKEN_PIPE, hr_error_kind_of(hr_pipe_write_vector(sink, &buffer, 1)));
    CHECK_EQUAL(0, hr_socket_close(sink));
}
