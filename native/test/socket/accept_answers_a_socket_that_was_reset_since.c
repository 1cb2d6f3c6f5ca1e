/* SPDX-License-Identifier: Apache-2.0 */
/* This file's setsockopt answers EINVAL, as that of macOS does on a socket whose peer has reset it. */
#include <dlfcn.h>
#include <errno.h>
#include <sys/socket.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

typedef int set_call(int socket, int level, int name, const void *value, socklen_t length);

static int reset;

int setsockopt(int socket, int level, int name, const void *value, socklen_t length)
{
    set_call *of_system = (set_call *)dlsym(RTLD_NEXT, "setsockopt");
    if (reset) {
        errno = EINVAL;
        return -1;
    }
    return of_system(socket, level, name, value, length);
}

void behaviour(void)
{
    hr_address at;
    hr_address peer;
    hr_socket listener = tcp_listen(HR_INET4, 1, &at);
    hr_socket client = tcp_connect(HR_INET4, &at);
    CHECK_EQUAL(HR_READ, hr_socket_await(listener, HR_READ, NULL, -1));
    reset = 1;
    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    tcp_close((tcp_pair){client, server});
    CHECK_EQUAL(0, hr_socket_close(listener));
}
