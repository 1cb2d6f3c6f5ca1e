/* SPDX-License-Identifier: Apache-2.0 */
/* The kernel sets the field in what bind, connect and sendto pass. In a structure of setsockopt it checks it: FreeBSD
   answers EINVAL to a group_req whose address has length 0. */
#include "posix/address_length.h"

#include <stdint.h>

void hr_posix_note_length(struct sockaddr_storage *address, socklen_t length)
{
    address->ss_len = (uint8_t)length;
}
