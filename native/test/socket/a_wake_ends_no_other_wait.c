/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"
#include "test/support/waiter.h"

void behaviour(void)
{
    waiter woken;
    waiter other;
    tcp_pair pair = tcp_connected(HR_INET4);
    waiter_start(&woken, pair.server);
    waiter_start(&other, pair.server);
    CHECK_EQUAL(0, hr_wake_signal(woken.wake));
    CHECK_EQUAL(HR_AWAIT_WOKEN, waiter_end(&woken));
    CHECK_EQUAL(1, hr_socket_send(pair.client, "", 1));
    CHECK_EQUAL(HR_READ, waiter_end(&other));
    tcp_close(pair);
}
