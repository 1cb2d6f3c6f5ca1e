/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_EPOLL_POLLER_H
#define HR_EPOLL_POLLER_H

#include "hr_poller.h"

extern const hr_poller_backend hr_epoll_poller;

#endif
