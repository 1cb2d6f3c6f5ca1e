/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "test/support/subject.h"

/* Linux reports a hang-up: an_unconnected_socket_reports_a_hang_up. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    int unconnected = socket(AF_INET, SOCK_STREAM, 0);

    CHECK_EQUAL(0, subject_change(&it, unconnected, token_of(1, 1), 0, HR_READ | HR_WRITE));

    close_number(unconnected);
    subject_close(&it);
}
