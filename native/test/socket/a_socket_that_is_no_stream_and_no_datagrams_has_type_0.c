/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "hr_socket.h"
#include "test/support/check.h"
#include "test/support/subject.h"

void behaviour(void)
{
    int packets[2];
    CHECK_EQUAL(0, socketpair(AF_UNIX, SOCK_SEQPACKET, 0, packets));
    CHECK_EQUAL(0, hr_socket_type(packets[0]));
    close_number(packets[0]);
    close_number(packets[1]);
}
