/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

/* Linux tells the reset first: send_to_a_reset_peer_fails_without_a_signal. */
void behaviour(void)
{
    tcp_pair pair = tcp_connected(HR_INET4);
    tcp_reset(pair);
    hr_buffer buffer = {.address = (uintptr_t) "x", .length = 1};
    CHECK_EQUAL(HR_ERROR_BROKEN_PIPE, hr_error_kind_of(hr_socket_send(pair.server, "x", 1)));
    CHECK_EQUAL(HR_ERROR_BROKEN_PIPE, hr_error_kind_of(hr_socket_send_vector(pair.server, &buffer, 1)));
    CHECK_EQUAL(HR_ERROR_BROKEN_PIPE, hr_error_kind_of(hr_socket_send_urgent(pair.server, 'x')));
    CHECK_EQUAL(0, hr_socket_close(pair.server));
}
