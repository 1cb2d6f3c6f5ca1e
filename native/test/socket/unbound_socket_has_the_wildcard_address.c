/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    static const uint8_t any[16];
    hr_address address;
    hr_socket socket = tcp_open(HR_INET6);

    CHECK_EQUAL(0, hr_socket_local_address(socket, &address));
    CHECK_EQUAL(HR_INET6, address.family);
    CHECK_EQUAL(0, address.port);
    CHECK_EQUAL(0, memcmp(address.bytes, any, sizeof any));

    CHECK_EQUAL(0, hr_socket_remote_address(socket, &address));
    CHECK_EQUAL(0, address.family);
    CHECK_EQUAL(0, hr_socket_close(socket));
}
