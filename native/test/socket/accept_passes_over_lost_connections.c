/* SPDX-License-Identifier: Apache-2.0 */
/* Linux puts the errors of a connection that waited on accept4(2); here this file's accept4 does. */
#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

static const int errors[] = {ECONNABORTED, EPROTO, EHOSTUNREACH, EINTR};

enum { ERRORS = sizeof errors / sizeof errors[0] };

static int calls;

int accept4(int listener, struct sockaddr *restrict peer, socklen_t *restrict length, int flags)
{
    if (calls++ < ERRORS) {
        errno = errors[calls - 1];
        return -1;
    }
    return (int)syscall(SYS_accept4, listener, peer, length, flags);
}

void behaviour(void)
{
    hr_address at;
    hr_address peer;
    hr_socket listener = tcp_listen(HR_INET4, 2, &at);
    hr_socket client = tcp_connect(HR_INET4, &at);

    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    CHECK_EQUAL(ERRORS + 1, calls);

    tcp_close((tcp_pair){client, server});
    CHECK_EQUAL(0, hr_socket_close(listener));
}
