/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <sys/time.h>

#include "test/kqueue/model.h"
#include "test/support/subject.h"

enum { WAIT_NS = 5000000 };

static void interrupted(int number)
{
    (void)number;
}

static void interrupt_each(int microseconds)
{
    const struct itimerval each = {{0, microseconds}, {0, microseconds}};
    CHECK(setitimer(ITIMER_REAL, &each, NULL) == 0);
}

/* kevent(2) answers EINTR once the changes are made. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    const hr_change change = {
        .socket = sockets.near, .token = token_of(1, 1), .was = HR_READ, .now = HR_READ, .doubt = HR_READ};
    subject_change(&it, sockets.near, token_of(1, 1), 0, HR_READ);
    const struct sigaction action = {.sa_handler = interrupted, .sa_flags = SA_RESTART};
    CHECK(sigaction(SIGALRM, &action, NULL) == 0);
    interrupt_each(1000);

    uint64_t calls = model_counted(COUNT_CALLS);
    uint64_t changes = model_counted(COUNT_CHANGES);
    uint64_t waits = 0;
    while (model_counted(COUNT_CALLS) - calls == waits) {
        CHECK_EQUAL(0, subject_wait(&it, &change, 1, WAIT_NS));
        waits++;
    }
    interrupt_each(0);
    CHECK_EQUAL(waits, model_counted(COUNT_CHANGES) - changes);

    pair_close(sockets);
    subject_close(&it);
}
