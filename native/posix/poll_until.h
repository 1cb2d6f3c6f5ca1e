/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POLL_UNTIL_H
#define HR_POLL_UNTIL_H

#include <poll.h>

#include "posix/deadline.h"

/* As poll(2), to a deadline and past signals: never EINTR. */
int hr_poll_until(struct pollfd *fds, nfds_t count, int64_t deadline);

#endif
