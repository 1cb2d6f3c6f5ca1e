/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

enum { MS = 1000000 };

void behaviour(void)
{
    subject it;
    subject_open(&it);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 100; i++) {
            subject_wakeup(&it);
        }
        CHECK_EQUAL(0, subject_wait(&it, NULL, 0, -1));
        CHECK(it.woken);
        CHECK_EQUAL(0, subject_wait(&it, NULL, 0, MS));
        CHECK(!it.woken);
    }
    subject_close(&it);
}
