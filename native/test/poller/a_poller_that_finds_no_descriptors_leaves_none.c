/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/resource.h>

#include "test/support/subject.h"

void behaviour(void)
{
    const hr_poller_backend *backend = subject_backend();
    hr_poller *poller;
    struct rlimit before;
    CHECK(getrlimit(RLIMIT_NOFILE, &before) == 0);
    int open = check_descriptors();
    int lowest_free = open_again(0);
    close_number(lowest_free);

    hr_result result = -1;
    for (rlim_t spare = 0; result < 0; spare++) {
        const struct rlimit few = {.rlim_cur = (rlim_t)lowest_free + spare, .rlim_max = before.rlim_max};
        CHECK(setrlimit(RLIMIT_NOFILE, &few) == 0);
        result = backend->open(&poller);
        if (result < 0) {
            CHECK_EQUAL(HR_ERROR_DESCRIPTORS, hr_error_kind_of(result));
            CHECK_EQUAL(open, check_descriptors());
        } else {
            CHECK(spare > 0);
        }
    }

    CHECK(setrlimit(RLIMIT_NOFILE, &before) == 0);
    backend->close(poller);
}
