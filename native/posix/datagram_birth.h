/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_DATAGRAM_BIRTH_H
#define HR_POSIX_DATAGRAM_BIRTH_H

/* What else a new datagram socket needs on this system; -1 and errno. */
int hr_posix_birth_datagrams(int socket, int domain);

#endif
