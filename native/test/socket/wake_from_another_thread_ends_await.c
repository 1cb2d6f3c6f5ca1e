/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"
#include "test/support/waiter.h"

void behaviour(void)
{
    waiter waits;
    tcp_pair pair = tcp_connected(HR_INET4);
    waiter_start(&waits, pair.server);
    CHECK_EQUAL(0, hr_wake_signal(waits.wake));
    CHECK_EQUAL(HR_AWAIT_WOKEN, waiter_end(&waits));
    tcp_close(pair);
}
