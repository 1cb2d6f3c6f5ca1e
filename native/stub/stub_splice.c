/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_move.h"
#include "stub/stub_result.h"

hr_result hr_splice(hr_socket source, hr_socket target, uint64_t count)
{
    (void)source, (void)target, (void)count;
    return hr_stub_unsupported();
}

hr_result hr_pipe_resize(hr_socket end, uint32_t bytes)
{
    (void)end, (void)bytes;
    return hr_stub_unsupported();
}
