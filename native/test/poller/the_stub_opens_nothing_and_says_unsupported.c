/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    const hr_poller_backend *backend = subject_backend();
    hr_poller *poller;
    hr_result result = backend->open(&poller);
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(result));
    CHECK_EQUAL(0, backend->caps);
}
