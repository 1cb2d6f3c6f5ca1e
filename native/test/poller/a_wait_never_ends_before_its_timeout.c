/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/clock.h"
#include "test/support/subject.h"

void behaviour(void)
{
    static const int64_t timeouts[] = {1, 999, 1000, 100000, 999999, 1000000, 1000001, 2500000, 20000000};
    subject it;
    subject_open(&it);

    for (unsigned i = 0; i < sizeof timeouts / sizeof timeouts[0]; i++) {
        int64_t start = monotonic_ns();
        CHECK_EQUAL(0, subject_wait(&it, NULL, 0, timeouts[i]));
        CHECK(!it.woken);
        CHECK(monotonic_ns() - start >= timeouts[i]);
    }

    subject_close(&it);
}
