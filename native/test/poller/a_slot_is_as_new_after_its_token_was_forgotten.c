/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

static subject it;
static pair sockets;

static void check_works(uint64_t token)
{
    subject_change(&it, sockets.near, token, 0, HR_WRITE);
    CHECK_EQUAL(HR_WRITE, subject_ready(&it, token));
    CHECK_EQUAL(0, subject_change(&it, sockets.near, token, HR_WRITE, 0));
}

void behaviour(void)
{
    subject_open(&it);
    sockets = pair_unix();

    /* Forgotten before any wait knew it, and its changes never came. */
    subject_forget(&it, sockets.near, token_of(1, 1));
    check_works(token_of(1, 2));

    subject_change(&it, sockets.near, token_of(1, 3), 0, HR_READ);
    subject_forget(&it, sockets.near, token_of(1, 3));
    CHECK_EQUAL(0, subject_change(&it, sockets.near, token_of(1, 3), HR_READ, 0));
    check_works(token_of(1, 4));

    /* Generations wrap around and pass over 0. */
    for (uint32_t generation = 1u << 30; generation >= 1u << 30; generation += 1u << 30) {
        check_works(token_of(1, generation));
    }
    check_works(token_of(1, UINT32_MAX));
    check_works(token_of(1, 1));

    pair_close(sockets);
    subject_close(&it);
}
