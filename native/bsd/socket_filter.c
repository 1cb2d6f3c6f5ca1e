/* SPDX-License-Identifier: Apache-2.0 */
#include "posix/options_table.h"
#include "posix/result.h"

hr_result hr_posix_set_filter(hr_socket socket, hr_posix_option_id id, const void *instructions, uint32_t length)
{
    (void)socket, (void)id, (void)instructions, (void)length;
    return hr_error(HR_ERROR_UNSUPPORTED, ENOPROTOOPT);
}
