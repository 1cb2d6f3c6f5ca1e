/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_BSD_SYSTEM_SENDFILE_H
#define HR_BSD_SYSTEM_SENDFILE_H

#include <sys/types.h>

/*
 * sendfile(2) of this system: up to count bytes, which is more than 0. sent_out is how many were sent, also by a call
 * that fails, with EAGAIN for instance. Result: 0, or -1 and errno.
 */
int hr_bsd_sendfile(int file, int socket, off_t position, off_t count, off_t *sent_out);

#endif
