/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ);
    subject_change(&it, sockets.near, token_of(1, 1), HR_READ, 0);
    subject_change(&it, sockets.near, token_of(1, 2), 0, HR_READ);

    subject_forget(&it, sockets.near, token_of(1, 1));
    put_byte(sockets.far);
    subject_look(&it);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token_of(1, 2)));
    subject_change(&it, sockets.near, token_of(1, 2), HR_READ, HR_WRITE);
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, token_of(1, 2)));

    pair_close(sockets);
    subject_close(&it);
}
