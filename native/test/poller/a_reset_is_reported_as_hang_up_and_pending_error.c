/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_tcp();
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ);

    const struct linger reset = {.l_onoff = 1, .l_linger = 0};
    CHECK(setsockopt(sockets.far, SOL_SOCKET, SO_LINGER, &reset, sizeof reset) == 0);
    close_number(sockets.far);
    subject_wait(&it, NULL, 0, -1);
    CHECK_READY(HR_READ | HR_HALF_CLOSED | HR_HANGUP | HR_ERROR_PENDING, &it, token_of(1, 1));

    close_number(sockets.near);
    subject_close(&it);
}
