/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    pair other = pair_unix();
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ);
    close_number(sockets.near);
    CHECK_EQUAL(0, subject_change(&it, sockets.near, token_of(1, 1), HR_READ, 0));

    int number = other.near;
    subject_change(&it, number, token_of(2, 1), 0, HR_READ);
    close_number(number);
    open_as(sockets.far, number);
    CHECK_EQUAL(0, subject_change(&it, number, token_of(2, 1), HR_READ, 0));

    pair_close(other);
    close_number(sockets.far);
    subject_close(&it);
}
