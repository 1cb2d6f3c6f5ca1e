/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

enum { SOCKETS = 4 };

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    int copies[SOCKETS];
    for (uint32_t i = 0; i < SOCKETS; i++) {
        copies[i] = open_again(sockets.near);
        subject_change(&it, copies[i], token_of(i, 1), 0, HR_WRITE);
    }

    it.capacity = 1;
    for (int i = 0; i < 2 * SOCKETS; i++) {
        subject_wakeup(&it);
        subject_wait(&it, NULL, 0, -1);
        CHECK(it.woken);
    }

    for (int i = 0; i < SOCKETS; i++) {
        close_number(copies[i]);
    }
    pair_close(sockets);
    subject_close(&it);
}
