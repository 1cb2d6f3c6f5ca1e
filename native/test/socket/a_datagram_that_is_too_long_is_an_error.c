/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/udp.h"

enum { LARGEST = 65507 };

static char bytes[LARGEST + 1];

void behaviour(void)
{
    hr_address at;
    hr_address peer;
    hr_socket socket = udp_bind(HR_INET4, &at);
    /* FreeBSD begins with less. */
    CHECK_EQUAL(0, hr_socket_set_option(socket, HR_INET4, HR_OPTION_SO_RCVBUF, 2 * LARGEST));
    CHECK_EQUAL(HR_ERROR_MESSAGE_SIZE, hr_error_kind_of(hr_socket_send_to(socket, bytes, LARGEST + 1, &at)));
    CHECK_EQUAL(LARGEST, hr_socket_send_to(socket, bytes, LARGEST, &at));
    CHECK_EQUAL(HR_READ, hr_socket_await(socket, HR_READ, NULL, -1));
    CHECK_EQUAL(LARGEST, hr_socket_receive_from(socket, bytes, sizeof bytes, &peer));
    CHECK_EQUAL(0, hr_socket_close(socket));
}
