/* SPDX-License-Identifier: Apache-2.0 */
/* sockaddr(3type): a Linux address has no field for its length. */
#include "posix/address_length.h"

void hr_posix_note_length(struct sockaddr_storage *address, socklen_t length)
{
    (void)address;
    (void)length;
}
