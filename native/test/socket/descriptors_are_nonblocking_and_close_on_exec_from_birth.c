/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

static void check_flags(hr_socket descriptor)
{
    CHECK((fcntl((int)descriptor, F_GETFL) & O_NONBLOCK) != 0);
    CHECK((fcntl((int)descriptor, F_GETFD) & FD_CLOEXEC) != 0);
}

void behaviour(void)
{
    tcp_pair pair = tcp_connected(HR_INET4);
    check_flags(pair.client);
    check_flags(pair.server);
    tcp_close(pair);

    hr_socket source;
    hr_socket sink;
    CHECK_EQUAL(0, hr_pipe_open(&source, &sink));
    check_flags(source);
    check_flags(sink);
    CHECK_EQUAL(0, hr_socket_close(source));
    CHECK_EQUAL(0, hr_socket_close(sink));
}
