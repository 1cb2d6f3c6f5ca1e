/* SPDX-License-Identifier: Apache-2.0 */
/* epoll_ctl(2) fails as told, when it adds or when it takes out. */
#include <errno.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "test/support/subject.h"

static int failing; /* an operation; 0: none fails */
static int error;

int epoll_ctl(int epoll, int operation, int descriptor, struct epoll_event *event)
{
    errno = error;
    return operation == failing ? -1 : (int)syscall(SYS_epoll_ctl, epoll, operation, descriptor, event);
}

static void check_failure(subject *it, int near, int operation, int code)
{
    enum { EXCLUSIVE = HR_READ | HR_EXCLUSIVE };
    static uint32_t times;
    uint64_t token = token_of(3, ++times);
    hr_change change = {.socket = near, .token = token, .was = EXCLUSIVE, .now = EXCLUSIVE | HR_WRITE};
    subject_change(it, near, token, 0, EXCLUSIVE);
    CHECK_EQUAL(HR_READ, subject_ready(it, token));
    failing = operation;
    error = code;
    CHECK(subject_wait(it, &change, 1, 0) >= 1);
    failing = 0;
    CHECK((subject_ready(it, token) & HR_CHANGE_FAILED) != 0);

    uint64_t again = token_of(3, ++times);
    subject_change(it, near, again, 0, EXCLUSIVE);
    CHECK_EQUAL(HR_READ, subject_ready(it, again));
    CHECK_EQUAL(1, subject_look(it));
    subject_change(it, near, again, EXCLUSIVE, 0);
    CHECK_EQUAL(0, subject_look(it));
}

void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    put_byte(sockets.far);
    check_failure(&it, sockets.near, EPOLL_CTL_ADD, ENOSPC);
    check_failure(&it, sockets.near, EPOLL_CTL_ADD, ENOMEM);
    check_failure(&it, sockets.near, EPOLL_CTL_DEL, ENOMEM);
    pair_close(sockets);
    subject_close(&it);
}
