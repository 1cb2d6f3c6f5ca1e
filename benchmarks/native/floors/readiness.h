/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_FLOORS_READINESS_H
#define HEADRACE_FLOORS_READINESS_H

#include <stdint.h>

/* An epoll. Functions answer a descriptor, a number or 0, or -1 after a message on stderr. */
int readiness_open(void);

/* Reports a descriptor, by its number, when one of these comes. */
int readiness_watch(int epoll, int fd, uint32_t events);

/* 0 where nothing is ready now. */
int readiness_check_none(int epoll);

#endif
