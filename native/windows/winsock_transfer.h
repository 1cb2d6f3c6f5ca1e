/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINSOCK_TRANSFER_H
#define HR_WINSOCK_TRANSFER_H

#include <stdbool.h>
#include <winsock2.h>

#include "hr_types.h"

/*
 * What a call that moved bytes answers: `bytes` where it did. A datagram that was cut is no error in the seam, and an
 * ICMP port unreachable, which Winsock calls a reset, is a refusal there. Reads WSAGetLastError: call it right after
 * the Winsock call.
 */
hr_result hr_winsock_transferred(SOCKET socket, int answer, uint64_t bytes);

bool hr_winsock_is_of_datagrams(SOCKET socket);

/* Of the seam's 64 bits what Winsock takes. */
int hr_winsock_length(uint64_t length);

#endif
