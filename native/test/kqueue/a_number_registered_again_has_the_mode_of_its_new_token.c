/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

static void register_again(subject *it, int socket, uint32_t generation, int was, int now)
{
    const hr_change changes[] = {
        {.socket = socket, .token = token_of(1, generation), .was = (uint16_t)was},
        {.socket = socket, .token = token_of(1, generation + 1), .now = (uint16_t)now},
    };
    subject_wait(it, changes, 2, 0);
    CHECK_EQUAL(HR_READ, subject_ready(it, token_of(1, generation + 1)));
}

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    put_byte(sockets.far);
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ | HR_EDGE);

    register_again(&it, sockets.near, 1, HR_READ | HR_EDGE, HR_READ);
    CHECK_EQUAL(1, subject_look(&it));
    subject_forget(&it, sockets.near, token_of(1, 2));
    register_again(&it, sockets.near, 2, HR_READ, HR_READ | HR_EDGE);
    CHECK_EQUAL(0, subject_look(&it));

    pair_close(sockets);
    subject_close(&it);
}
