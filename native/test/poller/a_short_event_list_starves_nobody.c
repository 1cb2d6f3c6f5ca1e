/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

enum { SOCKETS = 10, ROOM = 3 };

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

    it.capacity = ROOM;
    unsigned reported = 0;
    for (int i = 0; i * ROOM < SOCKETS; i++) {
        CHECK_EQUAL(ROOM, subject_look(&it));
        for (int j = 0; j < it.count; j++) {
            reported |= 1u << (uint32_t)it.events[j].token;
        }
    }
    CHECK_EQUAL((1u << SOCKETS) - 1, reported);

    for (int i = 0; i < SOCKETS; i++) {
        close_number(copies[i]);
    }
    pair_close(sockets);
    subject_close(&it);
}
