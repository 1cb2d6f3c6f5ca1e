/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINSOCK_CREATE_H
#define HR_WINSOCK_CREATE_H

#include <winsock2.h>

#include "hr_types.h"

/* A new socket that is non-blocking and not inherited; the first one starts Winsock. Result: the socket. */
hr_result hr_winsock_create(int family, int type);

/* Makes an accepted socket the same; where that fails, closes it. */
hr_result hr_winsock_bring_up(SOCKET socket);

#endif
