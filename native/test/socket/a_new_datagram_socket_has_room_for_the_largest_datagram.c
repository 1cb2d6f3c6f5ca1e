/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "test/support/check.h"
#include "test/support/udp.h"

enum { LARGEST_OF_IPV6 = 65527 };

/* udp(4): the send buffer bounds a datagram, and begins with net.inet.udp.maxdgram bytes. */
void behaviour(void)
{
    for (uint32_t family = HR_INET4; family <= HR_INET6; family++) {
        int size = 0;
        socklen_t length = sizeof size;
        hr_address at;
        hr_socket socket = udp_bind(family, &at);
        CHECK_EQUAL(0, getsockopt((int)socket, SOL_SOCKET, SO_SNDBUF, &size, &length));
        CHECK(size >= LARGEST_OF_IPV6);
        CHECK_EQUAL(0, hr_socket_close(socket));
    }
}
