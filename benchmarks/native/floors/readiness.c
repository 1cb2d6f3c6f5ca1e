/* SPDX-License-Identifier: Apache-2.0 */
#include "readiness.h"

#include "failure.h"

#include <sys/epoll.h>

int readiness_open(void)
{
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    return epoll >= 0 ? epoll : failed_call("epoll_create1");
}

int readiness_watch(int epoll, int fd, uint32_t events)
{
    struct epoll_event event = {.events = events, .data.fd = fd};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0 ? 0 : failed_call("epoll_ctl");
}

int readiness_check_none(int epoll)
{
    struct epoll_event event;
    int found = epoll_wait(epoll, &event, 1, 0);
    if (found < 0) {
        return failed_call("epoll_wait");
    }
    return found == 0 ? 0 : failed("descriptor %d is ready though nothing should be", event.data.fd);
}
