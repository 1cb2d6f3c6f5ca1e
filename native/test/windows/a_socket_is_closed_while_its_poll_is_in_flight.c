/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

enum { READING = HR_READ | HR_ONESHOT };

/* The peer sees the close at once, and the slot serves the next socket. */
void behaviour(void)
{
    subject it;
    char byte;
    subject_open(&it);
    for (uint32_t generation = 1; generation <= 20; generation++) {
        uint64_t token = token_of(1, generation);
        tcp_pair pair = tcp_connected(HR_INET4);
        CHECK_EQUAL(0, subject_change(&it, (int)pair.server, token, 0, READING));
        bool told = generation % 2 == 0;
        if (told) {
            subject_forget(&it, (int)pair.server, token);
        }
        CHECK_EQUAL(0, hr_socket_close(pair.server));
        CHECK_EQUAL(HR_READ, hr_socket_await(pair.client, HR_READ, NULL, -1));
        CHECK_EQUAL(0, hr_socket_receive(pair.client, &byte, 1));

        const hr_change removal = {.socket = pair.server, .token = token, .was = READING, .flags = HR_CHANGE_CLOSED};
        CHECK_EQUAL(1, subject_wait(&it, &removal, 1, -1));
        CHECK_EQUAL(HR_GONE, subject_ready(&it, token));
        CHECK_EQUAL(0, hr_socket_close(pair.client));
    }
    subject_close(&it);
}
