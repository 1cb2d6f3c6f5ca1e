/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_ADDRESSES_H
#define HR_POSIX_ADDRESSES_H

#include <sys/socket.h>

#include "hr_types.h"

/* AF_... of an HR_... family; -1 for a family that there is none of. */
int hr_posix_domain(uint32_t family);

/* Length of what was written; 0 where the address is of no family, or a path is too long. */
socklen_t hr_posix_sockaddr(const hr_address *address, struct sockaddr_storage *out);

/* Why nothing was written, as an errno. */
int hr_posix_refusal(const hr_address *address);

/* A family that the seam does not know becomes family 0. */
void hr_posix_address(const struct sockaddr_storage *from, socklen_t length, hr_address *out);

#endif
