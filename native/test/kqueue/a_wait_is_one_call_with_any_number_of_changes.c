/* SPDX-License-Identifier: Apache-2.0 */
#include "test/kqueue/model.h"
#include "test/support/subject.h"

enum { MOST = SUBJECT_CAPACITY };

static uint64_t calls_of(subject *it, const hr_change *changes, int count)
{
    uint64_t before = model_counted(COUNT_CALLS);
    subject_wait(it, changes, count, -1);
    return model_counted(COUNT_CALLS) - before;
}

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets[MOST];
    hr_change changes[MOST];
    for (uint32_t i = 0; i < MOST; i++) {
        sockets[i] = pair_unix();
        changes[i] =
            (hr_change){.socket = sockets[i].near, .token = token_of(i, 1), .now = HR_READ | HR_WRITE | HR_EDGE};
    }

    CHECK_EQUAL(1, calls_of(&it, changes, MOST / 2));
    CHECK_EQUAL(1, calls_of(&it, changes + MOST / 2, MOST / 2));
    subject_wakeup(&it);
    CHECK_EQUAL(1, calls_of(&it, NULL, 0));

    for (int i = 0; i < MOST; i++) {
        pair_close(sockets[i]);
    }
    subject_close(&it);
}
