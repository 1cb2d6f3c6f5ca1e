/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "stub/stub_result.h"

hr_result hr_socket_set_blocking(hr_socket socket, int blocking)
{
    (void)socket, (void)blocking;
    return hr_stub_unsupported();
}

hr_result hr_socket_receive_blocking(hr_socket socket, void *memory, uint64_t length)
{
    (void)socket, (void)memory, (void)length;
    return hr_stub_unsupported();
}
