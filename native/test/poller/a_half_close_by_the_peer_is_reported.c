/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_tcp();
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ);
    CHECK_EQUAL(0, it.count);

    CHECK(shutdown(sockets.far, SHUT_WR) == 0);
    subject_wait(&it, NULL, 0, -1);
    CHECK_READY(HR_READ | HR_HALF_CLOSED, &it, token_of(1, 1));

    pair_close(sockets);
    subject_close(&it);
}
