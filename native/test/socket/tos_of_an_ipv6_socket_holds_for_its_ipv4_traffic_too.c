/* SPDX-License-Identifier: Apache-2.0 */
#include <netinet/in.h>
#include <sys/socket.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

static int option_of(hr_socket socket, int level, int name)
{
    int value = 0;
    socklen_t length = sizeof value;
    CHECK_EQUAL(0, getsockopt((int)socket, level, name, &value, &length));
    return value;
}

void behaviour(void)
{
    hr_socket socket = tcp_open(HR_INET6);
    CHECK_EQUAL(0, hr_socket_set_option(socket, HR_INET6, HR_OPTION_IP_TOS, 0x10));
    CHECK_EQUAL(0x10, option_of(socket, IPPROTO_IPV6, IPV6_TCLASS));
    CHECK_EQUAL(0x10, option_of(socket, IPPROTO_IP, IP_TOS));
    CHECK_EQUAL(0, hr_socket_close(socket));
}
