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
    open_as(other.near, sockets.near);
    subject_change(&it, sockets.near, token_of(2, 1), 0, HR_READ);

    const hr_change closed = {
        .socket = sockets.near, .token = token_of(1, 1), .was = HR_READ, .flags = HR_CHANGE_CLOSED};
    CHECK_EQUAL(0, subject_wait(&it, &closed, 1, 0));
    put_byte(other.far);
    CHECK_EQUAL(1, subject_look(&it));
    CHECK_EQUAL(HR_READ, subject_ready(&it, token_of(2, 1)));

    pair_close(sockets);
    pair_close(other);
    subject_close(&it);
}
