/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <unistd.h>

#include "test/support/clock.h"
#include "test/support/forbid.h"
#include "test/support/subject.h"

enum { EPOLL_PWAIT2 = 441 };

void behaviour(void)
{
    static const int64_t timeouts[] = {1, 1000000, 1000001, 3500000};
    forbid(EPOLL_PWAIT2, ENOSYS);
    CHECK(syscall(EPOLL_PWAIT2, -1, NULL, 0, NULL, NULL, 0) == -1 && errno == ENOSYS);
    subject it;
    subject_open(&it);

    for (unsigned i = 0; i < sizeof timeouts / sizeof timeouts[0]; i++) {
        int64_t start = monotonic_ns();
        CHECK_EQUAL(0, subject_wait(&it, NULL, 0, timeouts[i]));
        CHECK(monotonic_ns() - start >= timeouts[i]);
    }
    subject_wakeup(&it);
    CHECK_EQUAL(0, subject_wait(&it, NULL, 0, -1));
    CHECK(it.woken);

    subject_close(&it);
}
