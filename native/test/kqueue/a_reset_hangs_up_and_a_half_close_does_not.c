/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "test/support/subject.h"

static uint32_t told_after(bool reset)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_tcp();
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ | HR_EDGE);
    const struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    put_byte(sockets.far);
    if (reset) {
        CHECK(setsockopt(sockets.far, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) == 0);
        close_number(sockets.far);
    } else {
        CHECK(shutdown(sockets.far, SHUT_WR) == 0);
    }

    uint32_t told = 0;
    while ((told & HR_HALF_CLOSED) == 0) {
        subject_wait(&it, NULL, 0, -1);
        told |= subject_ready(&it, token_of(1, 1));
    }
    close_number(sockets.near);
    if (!reset) {
        close_number(sockets.far);
    }
    subject_close(&it);
    return told;
}

void behaviour(void)
{
    CHECK_EQUAL(HR_READ | HR_HALF_CLOSED, told_after(false));
    CHECK_EQUAL(HR_READ | HR_HALF_CLOSED | HR_HANGUP | HR_ERROR_PENDING, told_after(true));
}
