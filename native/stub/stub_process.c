/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_pass.h"
#include "stub/stub_result.h"

hr_result hr_process_start(hr_socket input, char *const *arguments)
{
    (void)input, (void)arguments;
    return hr_stub_unsupported();
}

hr_result hr_process_end(int64_t process)
{
    (void)process;
    return hr_stub_unsupported();
}
