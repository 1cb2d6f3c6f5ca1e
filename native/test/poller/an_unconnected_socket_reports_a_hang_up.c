/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "test/support/subject.h"

void behaviour(void)
{
    subject it;
    subject_open(&it);
    int unconnected = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    subject_change(&it, unconnected, token_of(1, 1), 0, HR_READ);
    CHECK_EQUAL(HR_HANGUP, subject_ready(&it, token_of(1, 1)));

    close_number(unconnected);
    subject_close(&it);
}
