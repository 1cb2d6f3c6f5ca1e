/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINSOCK_INTERFACES_H
#define HR_WINSOCK_INTERFACES_H

#include <stdbool.h>
#include <winsock2.h>

#include <ws2tcpip.h>

/* The first IPv4 address of an interface. False where it has none, or where there is no memory to look. */
bool hr_winsock_interface_address(DWORD index, IN_ADDR *out);

/* The index of the interface that has an address; 0 where none has, or where there is no memory to look. */
DWORD hr_winsock_interface_of(IN_ADDR address);

#endif
