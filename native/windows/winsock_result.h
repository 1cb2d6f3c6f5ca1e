/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINSOCK_RESULT_H
#define HR_WINSOCK_RESULT_H

#include <winsock2.h>

#include "hr_error.h"

/* Reads WSAGetLastError: call it right after the Winsock call. */
static inline hr_result hr_winsock_result(int answer)
{
    return answer == SOCKET_ERROR ? hr_error_from_os(WSAGetLastError()) : answer;
}

#endif
