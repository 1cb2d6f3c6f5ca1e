/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

enum { ROUNDS = 5000 };

static _Atomic(hr_wake *) passed;

/* At any moment: before a wait, on the way into poll(2) or in it. */
static void *signal_each(void *unused)
{
    for (int round = 0; round < ROUNDS; round++) {
        hr_wake *wake;
        while ((wake = atomic_exchange(&passed, NULL)) == NULL) {
            sched_yield();
        }
        CHECK_EQUAL(0, hr_wake_signal(wake));
    }
    return unused;
}

void behaviour(void)
{
    pthread_t thread;
    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(0, pthread_create(&thread, NULL, signal_each, NULL));
    for (int round = 0; round < ROUNDS; round++) {
        hr_wake *wake;
        CHECK_EQUAL(0, hr_wake_open(&wake));
        atomic_store(&passed, wake);
        CHECK_EQUAL(HR_AWAIT_WOKEN, hr_socket_await(pair.server, HR_READ, wake, -1));
        hr_wake_close(wake);
    }
    CHECK_EQUAL(0, pthread_join(thread, NULL));
    tcp_close(pair);
}
