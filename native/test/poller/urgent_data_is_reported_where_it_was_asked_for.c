/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_tcp();
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_URGENT);
    CHECK_EQUAL(0, it.count);

    CHECK_EQUAL(1, send(sockets.far, "!", 1, MSG_OOB));
    subject_wait(&it, NULL, 0, -1);
    CHECK_EQUAL(HR_URGENT, subject_ready(&it, token_of(1, 1)));
    CHECK_EQUAL(0, subject_change(&it, sockets.near, token_of(1, 1), HR_URGENT, HR_READ));

    pair_close(sockets);
    subject_close(&it);
}
