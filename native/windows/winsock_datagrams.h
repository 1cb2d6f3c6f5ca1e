/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINSOCK_DATAGRAMS_H
#define HR_WINSOCK_DATAGRAMS_H

#include <stdbool.h>
#include <winsock2.h>

#include "hr_types.h"

/* Whether a port of somebody's that is unreachable fails the next receive, of whatever peer. As the JDK has it, it does
   where the socket is connected. */
hr_result hr_winsock_tell_unreachable(SOCKET socket, bool tell);

#endif
