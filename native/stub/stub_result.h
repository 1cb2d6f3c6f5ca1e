/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_STUB_RESULT_H
#define HR_STUB_RESULT_H

#include "hr_error.h"

static inline hr_result hr_stub_unsupported(void)
{
    return hr_error(HR_ERROR_UNSUPPORTED, 0);
}

#endif
