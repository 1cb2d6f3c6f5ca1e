/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stddef.h>

#include "posix/poll_until.h"

int hr_poll_until(struct pollfd *fds, nfds_t count, int64_t deadline)
{
    for (;;) {
        int64_t left = hr_deadline_left(deadline);
        struct timespec timeout = {.tv_sec = (time_t)(left / 1000000000), .tv_nsec = (long)(left % 1000000000)};
        int ready = ppoll(fds, count, left < 0 ? NULL : &timeout, NULL);
        if (ready >= 0 || errno != EINTR) {
            return ready;
        }
    }
}
