/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_ADDRESS_LENGTH_H
#define HR_POSIX_ADDRESS_LENGTH_H

#include <sys/socket.h>

/* Notes the length in the address itself, where this system's addresses have a field for it. */
void hr_posix_note_length(struct sockaddr_storage *address, socklen_t length);

#endif
