/* SPDX-License-Identifier: Apache-2.0 */
#include "test/kqueue/model.h"
#include "test/support/subject.h"

enum { MESSAGES = 100 };

/* Reports of EVFILT_WRITE while messages are sent and acknowledged one by one. */
static uint64_t writes_of(int asked)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_tcp();
    uint64_t before = model_counted(COUNT_WRITES);
    subject_change(&it, sockets.near, token_of(1, 1), 0, asked | HR_EDGE);
    for (int i = 0; i < MESSAGES; i++) {
        put_byte(sockets.near);
        take_byte(sockets.far);
        put_byte(sockets.far);
        while ((subject_ready(&it, token_of(1, 1)) & HR_READ) == 0) {
            subject_wait(&it, NULL, 0, -1);
        }
        take_byte(sockets.near);
        it.count = 0;
    }
    pair_close(sockets);
    subject_close(&it);
    return model_counted(COUNT_WRITES) - before;
}

void behaviour(void)
{
    CHECK_EQUAL(0, writes_of(HR_READ));
    /* That is why HR_CAP_QUIET_WRITE is missing. */
    CHECK(writes_of(HR_READ | HR_WRITE) > MESSAGES / 2);
    CHECK((subject_backend()->caps & (HR_CAP_QUIET_WRITE | HR_CAP_URGENT)) == 0);
}
