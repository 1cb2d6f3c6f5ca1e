/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_memory.h"
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

enum { SOCKETS = 1000 };

/* Nothing of the poller's memory is left: the system writes into none of it any more. */
void behaviour(void)
{
    static hr_socket sockets[SOCKETS];
    uint64_t before = hr_memory_allocated();
    subject it;
    subject_open(&it);
    for (uint32_t i = 0; i < SOCKETS; i++) {
        hr_address at;
        sockets[i] = tcp_listen(HR_INET4, 1, &at);
        CHECK_EQUAL(0, subject_change(&it, (int)sockets[i], token_of(i, 1), 0, HR_READ | HR_ONESHOT));
    }
    CHECK(hr_memory_allocated() > before);
    subject_close(&it);
    CHECK_EQUAL(before, hr_memory_allocated());
    for (int i = 0; i < SOCKETS; i++) {
        CHECK_EQUAL(0, hr_socket_close(sockets[i]));
    }
}
