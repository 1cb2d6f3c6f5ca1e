/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>

#include "posix/interrupt_signal.h"
#include "test/support/check.h"
#include "test/support/tcp.h"
#include "test/support/waiter.h"

static volatile sig_atomic_t signals;

static void count_signal(int number)
{
    (void)number;
    signals++;
}

void behaviour(void)
{
    struct sigaction action = {.sa_handler = count_signal};
    CHECK_EQUAL(0, sigaction(hr_interrupt_signal(), &action, NULL));
    waiter waits;
    tcp_pair pair = tcp_connected(HR_INET4);
    waiter_start(&waits, pair.server);
    CHECK_EQUAL(0, hr_wake_signal(waits.wake));
    CHECK_EQUAL(HR_AWAIT_WOKEN, waiter_end(&waits));
    CHECK_EQUAL(1, signals);
    tcp_close(pair);
}
