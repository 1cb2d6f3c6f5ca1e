/* SPDX-License-Identifier: Apache-2.0 */
/* This file's setsockopt refuses what an IPv6 or a datagram socket is given when it is created. */
#include <errno.h>
#include <sys/socket.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

int setsockopt(int socket, int level, int name, const void *value, socklen_t length)
{
    (void)socket, (void)level, (void)name, (void)value, (void)length;
    errno = ENOBUFS;
    return -1;
}

void behaviour(void)
{
    int before = check_descriptors();
    CHECK_EQUAL(ENOBUFS, hr_error_os_code(hr_socket_open(HR_INET6, HR_STREAM)));
    CHECK_EQUAL(ENOBUFS, hr_error_os_code(hr_socket_open(HR_INET4, HR_DATAGRAM)));
    CHECK_EQUAL(before, check_descriptors());
}
