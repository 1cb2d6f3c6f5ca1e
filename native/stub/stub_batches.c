/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_batch.h"
#include "stub/stub_result.h"

hr_result hr_batch_size(uint32_t capacity)
{
    (void)capacity;
    return hr_stub_unsupported();
}

hr_result hr_batch_send(hr_socket socket, hr_batch *batch, uint32_t from, uint32_t to, const void *payload)
{
    (void)socket, (void)batch, (void)from, (void)to, (void)payload;
    return hr_stub_unsupported();
}

hr_result hr_batch_receive(hr_socket socket, hr_batch *batch, void *payload, uint64_t length)
{
    (void)socket, (void)batch, (void)payload, (void)length;
    return hr_stub_unsupported();
}

hr_result hr_batch_join(hr_socket socket)
{
    (void)socket;
    return hr_stub_unsupported();
}

hr_result hr_batch_receive_joined(hr_socket socket, hr_batch *batch, void *payload, uint64_t length)
{
    (void)socket, (void)batch, (void)payload, (void)length;
    return hr_stub_unsupported();
}
