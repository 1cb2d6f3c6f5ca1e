/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "stub/stub_result.h"

hr_result hr_socket_await(hr_socket socket, uint32_t directions, hr_wake *wake, int64_t timeout_ns)
{
    (void)socket, (void)directions, (void)wake, (void)timeout_ns;
    return hr_stub_unsupported();
}

hr_result hr_wake_open(hr_wake **out)
{
    (void)out;
    return hr_stub_unsupported();
}

hr_result hr_wake_signal(hr_wake *wake)
{
    (void)wake;
    return hr_stub_unsupported();
}

void hr_wake_close(hr_wake *wake)
{
    (void)wake;
}
