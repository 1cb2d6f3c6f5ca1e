/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    uint64_t token = token_of(1, 1);
    subject_change(&it, sockets.near, token, 0, HR_WRITE);
    CHECK_EQUAL(1, it.count);

    subject_forget(&it, sockets.near, token);
    CHECK_EQUAL(0, subject_look(&it));
    subject_forget(&it, sockets.near, token);
    CHECK_EQUAL(0, subject_change(&it, sockets.near, token, HR_WRITE, 0));

    pair_close(sockets);
    subject_close(&it);
}
