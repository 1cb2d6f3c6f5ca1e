/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_error.h"

hr_result hr_error_from_os(int os_code)
{
    return hr_error(HR_ERROR_OTHER, os_code);
}

hr_result hr_error_no_memory(void)
{
    return hr_error(HR_ERROR_MEMORY, 0);
}

void hr_error_text(int os_code, char *text, size_t capacity)
{
    (void)os_code;
    if (capacity > 0) {
        text[0] = '\0';
    }
}
