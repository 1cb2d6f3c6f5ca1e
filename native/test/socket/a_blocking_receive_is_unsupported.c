/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

/* That a shutdown ends it is known of Linux only. */
void behaviour(void)
{
    char byte;
    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_socket_set_blocking(pair.server, 1)));
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_socket_receive_blocking(pair.server, &byte, 1)));
    tcp_close(pair);
}
