/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ);
    close_number(sockets.near);

    CHECK_EQUAL(0, subject_look(&it));
    subject_sleep(&it, -1);

    close_number(sockets.far);
    subject_close(&it);
}
