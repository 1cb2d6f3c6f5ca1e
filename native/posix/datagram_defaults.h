/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_DATAGRAM_DEFAULTS_H
#define HR_POSIX_DATAGRAM_DEFAULTS_H

/* What else a new datagram socket needs on this system; -1 and errno. */
int hr_posix_set_datagram_defaults(int socket, int domain);

#endif
