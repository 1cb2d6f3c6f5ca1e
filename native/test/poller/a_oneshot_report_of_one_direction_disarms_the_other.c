/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    uint64_t token = token_of(3, 1);
    int both = HR_READ | HR_WRITE | HR_ONESHOT;

    /* An idle socket reports that it can be written. */
    subject_change(&it, sockets.near, token, 0, both);
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, token));
    put_byte(sockets.far);
    CHECK_EQUAL(0, subject_look(&it));

    subject_change(&it, sockets.near, token, both, HR_READ | HR_ONESHOT);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));

    pair_close(sockets);
    subject_close(&it);
}
