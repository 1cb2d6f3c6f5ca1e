/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINSOCK_ADDRESSES_H
#define HR_WINSOCK_ADDRESSES_H

#include <winsock2.h>

#include <ws2tcpip.h>

#include "hr_types.h"

/* AF_... of an HR_... family; AF_UNSPEC for one that there is none of. */
int hr_winsock_family(uint32_t family);

/* Length of what was written; 0 where the address is of no family, or a path that is too long. */
int hr_winsock_sockaddr(const hr_address *address, SOCKADDR_STORAGE *out);

/* A family that the seam does not know becomes family 0. `from` has zeros where the system wrote nothing. */
void hr_winsock_address(const SOCKADDR_STORAGE *from, hr_address *out);

#endif
