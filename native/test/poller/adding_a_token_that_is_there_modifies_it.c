/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    uint64_t token = token_of(1, 1);
    subject_change(&it, sockets.near, token, 0, HR_READ);

    subject_change(&it, sockets.near, token, 0, HR_WRITE);
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, token));
    CHECK_EQUAL(1, it.count);

    pair_close(sockets);
    subject_close(&it);
}
