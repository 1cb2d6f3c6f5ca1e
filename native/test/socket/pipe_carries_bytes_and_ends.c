/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "hr_socket.h"
#include "test/support/check.h"

void behaviour(void)
{
    char bytes[8];
    hr_socket source;
    hr_socket sink;
    CHECK_EQUAL(0, hr_pipe_open(&source, &sink));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_pipe_read(source, bytes, sizeof bytes)));
    CHECK_EQUAL(5, hr_pipe_write(sink, "water", 5));
    CHECK_EQUAL(5, hr_pipe_read(source, bytes, sizeof bytes));
    CHECK_EQUAL(0, memcmp(bytes, "water", 5));
    CHECK_EQUAL(0, hr_socket_close(sink));
    CHECK_EQUAL(0, hr_pipe_read(source, bytes, sizeof bytes));
    CHECK_EQUAL(0, hr_socket_close(source));
}
