/* SPDX-License-Identifier: Apache-2.0 */
/* kqueue(2): a kqueue can itself be polled, and is readable while an event of it is pending: one descriptor for both
   ends. EV_CLEAR makes the event that a drain fetches pending no more. */
#include <fcntl.h>
#include <sys/types.h>

#include <sys/event.h>
#include <sys/time.h>
#include <unistd.h>

#include "hr_socket.h"
#include "posix/result.h"

enum { WAKE = 0 };

static int change(int kqueue, uint16_t flags, uint32_t filter_flags)
{
    struct kevent event;
    EV_SET(&event, WAKE, EVFILT_USER, flags, filter_flags, 0, NULL);
    return kevent(kqueue, &event, 1, NULL, 0, NULL);
}

hr_result hr_wake_open(void)
{
    int wake = kqueue();
    if (wake >= 0 && (fcntl(wake, F_SETFD, FD_CLOEXEC) < 0 || change(wake, EV_ADD | EV_CLEAR, 0) < 0)) {
        hr_result error = hr_posix_result(-1);
        (void)close(wake); /* the first error is the one to tell */
        return error;
    }
    return hr_posix_result(wake);
}

hr_result hr_wake_signal(hr_socket wake)
{
    return hr_posix_result(change((int)wake, 0, NOTE_TRIGGER));
}

hr_result hr_wake_drain(hr_socket wake)
{
    const struct timespec now = {0};
    struct kevent event;
    int count = kevent((int)wake, NULL, 0, &event, 1, &now);
    return count > 0 ? 0 : hr_posix_result(count);
}
