/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINSOCK_WAKE_H
#define HR_WINSOCK_WAKE_H

#include <winsock2.h>

#include "hr_socket.h"

/* A datagram socket connected to itself: one socket for both ends, which no other process can send to. */
struct hr_wake {
    SOCKET socket;
};

#endif
