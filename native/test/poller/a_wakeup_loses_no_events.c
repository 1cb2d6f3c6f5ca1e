/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    uint64_t token = token_of(3, 1);
    subject_change(&it, sockets.near, token, 0, HR_READ | (it.backend->caps & HR_CAP_EDGE ? HR_EDGE : HR_ONESHOT));

    /* Room for one: the wakeup may come first. */
    it.capacity = 1;
    put_byte(sockets.far);
    subject_wakeup(&it);
    uint32_t seen = 0;
    subject_wait(&it, NULL, 0, -1);
    CHECK(it.woken);
    seen |= subject_ready(&it, token);
    subject_look(&it);
    seen |= subject_ready(&it, token);
    CHECK_EQUAL(HR_READ, seen);

    pair_close(sockets);
    subject_close(&it);
}
