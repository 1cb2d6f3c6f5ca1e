/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    uint64_t token = token_of(3, 1);
    int mask = HR_READ | HR_ONESHOT;
    put_byte(sockets.far);

    subject_change(&it, sockets.near, token, 0, mask);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));

    /* Ready still, and when it becomes so. */
    subject_change(&it, sockets.near, token, mask, mask);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));
    take_byte(sockets.near);
    CHECK_EQUAL(0, subject_change(&it, sockets.near, token, mask, mask));
    put_byte(sockets.far);
    subject_look(&it);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));

    pair_close(sockets);
    subject_close(&it);
}
