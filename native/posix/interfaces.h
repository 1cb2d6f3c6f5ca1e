/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_INTERFACES_H
#define HR_POSIX_INTERFACES_H

#include <netinet/in.h>
#include <stdbool.h>

/* An IPv4 address of the interface with this index. */
bool hr_posix_interface_address(unsigned index, struct in_addr *out);

/* The index of the interface with this IPv4 address; 0: none has it. */
unsigned hr_posix_interface_of(struct in_addr address);

#endif
