/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>

#include "test/support/check.h"
#include "test/support/forbid.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    hr_address at;
    hr_address peer;
    forbid(SYS_accept4, strcmp(check_argument, "EPERM") == 0 ? EPERM : ENOSYS);
    hr_socket listener = tcp_listen(HR_INET4, 1, &at);
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_socket_accept(listener, &peer)));
    hr_socket client = tcp_connect(HR_INET4, &at);

    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    CHECK_EQUAL(HR_INET4, peer.family);
    CHECK(fcntl((int)server, F_GETFL) & O_NONBLOCK);
    CHECK(fcntl((int)server, F_GETFD) & FD_CLOEXEC);
    tcp_close((tcp_pair){client, server});
    CHECK_EQUAL(0, hr_socket_close(listener));
}
