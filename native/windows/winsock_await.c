/* SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>
#include <stdbool.h>

#include "hr_socket.h"
#include "windows/winsock_result.h"
#include "windows/winsock_wake.h"

enum { NS_IN_MS = 1000000 };

static SHORT events_of(uint32_t directions)
{
    return (SHORT)((directions & HR_READ ? POLLRDNORM : 0) | (directions & HR_WRITE ? POLLWRNORM : 0));
}

static hr_result ready_of(SHORT revents, uint32_t directions)
{
    bool over = (revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
    uint32_t ready = (revents & POLLRDNORM ? HR_READ : 0) | (revents & POLLWRNORM ? HR_WRITE : 0);
    return over ? directions : ready;
}

static int poll_for(WSAPOLLFD *files, ULONG count, int64_t timeout_ns)
{
    int64_t ms = timeout_ns / NS_IN_MS + (timeout_ns % NS_IN_MS > 0);
    ULONGLONG end = GetTickCount64() + (ULONGLONG)(ms > 0 ? ms : 0);
    int ready;
    do {
        int64_t left = ms > 0 ? (int64_t)(end - GetTickCount64()) : ms;
        ready = WSAPoll(files, count, timeout_ns < 0 ? -1 : left < 0 ? 0 : left < INT_MAX ? (int)left : INT_MAX);
    } while (ready == 0 && ms > 0 && GetTickCount64() < end);
    return ready;
}

hr_result hr_socket_await(hr_socket socket, uint32_t directions, hr_wake *wake, int64_t timeout_ns)
{
    WSAPOLLFD files[] = {
        {.fd = (SOCKET)socket, .events = events_of(directions)},
        {.fd = wake == NULL ? INVALID_SOCKET : wake->socket, .events = POLLRDNORM},
    };
    ULONG watched = wake == NULL ? 1 : 2;
    int count = poll_for(files, watched, timeout_ns);
    if (count < 0) {
        return hr_winsock_result(count);
    }
    return ready_of(files[0].revents, directions) | (files[1].revents != 0 ? HR_AWAIT_WOKEN : 0);
}
