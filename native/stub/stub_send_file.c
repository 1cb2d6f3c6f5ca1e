/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_move.h"
#include "stub/stub_result.h"

hr_result hr_send_file(hr_socket target, int64_t file, uint64_t position, uint64_t count)
{
    (void)target, (void)file, (void)position, (void)count;
    return hr_stub_unsupported();
}
