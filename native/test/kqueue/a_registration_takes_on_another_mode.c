/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    uint64_t token = token_of(1, 1);
    put_byte(sockets.far);
    subject_change(&it, sockets.near, token, 0, HR_READ | HR_EDGE);

    subject_change(&it, sockets.near, token, HR_READ | HR_EDGE, HR_READ);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));
    CHECK_EQUAL(1, subject_look(&it));
    subject_change(&it, sockets.near, token, HR_READ, HR_READ | HR_EDGE);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));
    CHECK_EQUAL(0, subject_look(&it));
    subject_change(&it, sockets.near, token, HR_READ | HR_EDGE, HR_READ | HR_ONESHOT);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));
    put_byte(sockets.far);
    CHECK_EQUAL(0, subject_look(&it));

    pair_close(sockets);
    subject_close(&it);
}
