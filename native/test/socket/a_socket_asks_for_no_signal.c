/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

static void check_quiet(hr_socket socket)
{
    int on = 0;
    socklen_t length = sizeof on;
    CHECK_EQUAL(0, getsockopt((int)socket, SOL_SOCKET, SO_NOSIGPIPE, &on, &length));
    CHECK(on != 0);
}

/* macOS has MSG_NOSIGNAL only in its newer releases. */
void behaviour(void)
{
    tcp_pair pair = tcp_connected(HR_INET4);
    check_quiet(pair.client);
    check_quiet(pair.server);
    tcp_close(pair);
}
