/* SPDX-License-Identifier: Apache-2.0 */
/* For systems without ppoll: macOS. */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>

#include "posix/poll_until.h"

int hr_poll_until(struct pollfd *fds, nfds_t count, int64_t deadline)
{
    for (;;) {
        int64_t left = hr_deadline_left(deadline);
        int64_t ms = left / 1000000 + (left % 1000000 > 0);
        int ready = poll(fds, count, left < 0 ? -1 : ms < INT_MAX ? (int)ms : INT_MAX);
        bool early = ready == 0 && ms > INT_MAX;
        if (!early && (ready >= 0 || errno != EINTR)) {
            return ready;
        }
    }
}
