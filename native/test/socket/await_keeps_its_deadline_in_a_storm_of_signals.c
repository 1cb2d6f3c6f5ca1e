/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include "test/support/check.h"
#include "test/support/clock.h"
#include "test/support/tcp.h"

enum { TIMEOUT = 50 * 1000 * 1000 };

static volatile sig_atomic_t signals;

static void count_signal(int number)
{
    (void)number;
    signals++;
}

void behaviour(void)
{
    tcp_pair pair = tcp_connected(HR_INET4);
    struct sigaction action = {.sa_handler = count_signal};
    CHECK_EQUAL(0, sigaction(SIGALRM, &action, NULL));
    const struct itimerval storm = {.it_interval = {.tv_usec = 500}, .it_value = {.tv_usec = 500}};
    CHECK_EQUAL(0, setitimer(ITIMER_REAL, &storm, NULL));

    while (signals == 0) {
        pause();
    }
    int64_t start = monotonic_ns();
    CHECK_EQUAL(0, hr_socket_await(pair.server, HR_READ, NULL, TIMEOUT));
    CHECK(monotonic_ns() - start >= TIMEOUT);

    const struct itimerval calm = {0};
    CHECK_EQUAL(0, setitimer(ITIMER_REAL, &calm, NULL));
    tcp_close(pair);
}
