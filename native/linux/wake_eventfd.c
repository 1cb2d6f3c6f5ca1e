/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/eventfd.h>

#include "hr_socket.h"
#include "posix/result.h"

hr_result hr_wake_open(void)
{
    return hr_posix_result(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
}

/* eventfd(2): would-block says that the counter is at its limit, that is, signalled already; or in a read, at zero. */
static hr_result settle(int answer)
{
    return answer < 0 && errno == EAGAIN ? 0 : hr_posix_result(answer);
}

hr_result hr_wake_signal(hr_socket wake)
{
    return settle(eventfd_write((int)wake, 1));
}

hr_result hr_wake_drain(hr_socket wake)
{
    eventfd_t count;
    return settle(eventfd_read((int)wake, &count));
}
