/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "stub/stub_result.h"

hr_result hr_store_open(hr_store **out)
{
    (void)out;
    return hr_stub_unsupported();
}

void hr_store_close(hr_store *store)
{
    (void)store;
}

hr_result hr_socket_receive_ahead(hr_socket socket, void *memory, uint64_t length, hr_address *peer_out,
                                  hr_store *store)
{
    (void)socket, (void)memory, (void)length, (void)peer_out, (void)store;
    return hr_stub_unsupported();
}
