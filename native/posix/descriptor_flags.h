/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_DESCRIPTOR_FLAGS_H
#define HR_POSIX_DESCRIPTOR_FLAGS_H

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* For descriptors that come without the two flags: a process started meanwhile inherits them. -1 and errno. */
static inline int hr_posix_bring_up(int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);
    return flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0 ? -1
                                                                           : fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

static inline void hr_posix_close_keeping_errno(int descriptor)
{
    int error = errno;
    (void)close(descriptor); /* the first error is the one to tell */
    errno = error;
}

#endif
