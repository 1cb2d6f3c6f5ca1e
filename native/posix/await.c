/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "posix/poll_until.h"
#include "posix/result.h"

static short events_of(uint32_t directions)
{
    return (short)((directions & HR_READ ? POLLIN : 0) | (directions & HR_WRITE ? POLLOUT : 0));
}

static hr_result ready_of(short revents, uint32_t directions)
{
    bool over = (revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
    uint32_t ready = (revents & POLLIN ? HR_READ : 0) | (revents & POLLOUT ? HR_WRITE : 0);
    return over ? directions : ready;
}

hr_result hr_socket_await(hr_socket socket, uint32_t directions, hr_socket wake, int64_t timeout_ns)
{
    struct pollfd files[] = {
        {.fd = (int)socket, .events = events_of(directions)},
        {.fd = (int)wake, .events = POLLIN}, /* poll(2) passes over a negative number */
    };
    int count = hr_poll_until(files, 2, hr_deadline_after(timeout_ns));
    if (count < 0) {
        return hr_posix_result(count);
    }
    return ready_of(files[0].revents, directions) | (files[1].revents != 0 ? HR_AWAIT_WOKEN : 0);
}
