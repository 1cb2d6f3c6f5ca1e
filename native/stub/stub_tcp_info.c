/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "stub/stub_result.h"

hr_result hr_socket_tcp_info(hr_socket socket, int64_t *fields_out)
{
    (void)socket, (void)fields_out;
    return hr_stub_unsupported();
}
