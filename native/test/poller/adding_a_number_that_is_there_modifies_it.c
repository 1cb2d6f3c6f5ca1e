/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ);

    subject_change(&it, sockets.near, token_of(2, 1), 0, HR_WRITE);
    CHECK_EQUAL(1, subject_look(&it));
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, token_of(2, 1)));

    pair_close(sockets);
    subject_close(&it);
}
