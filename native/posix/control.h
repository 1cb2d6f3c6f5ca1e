/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_CONTROL_H
#define HR_POSIX_CONTROL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

/* As CMSG_NXTHDR, which musl has with casts that our warnings refuse. */
static inline struct cmsghdr *hr_posix_next_control(const struct msghdr *message, struct cmsghdr *control)
{
    if (control->cmsg_len < CMSG_LEN(0)) {
        return NULL;
    }
    char *begin = message->msg_control;
    size_t next = (size_t)((char *)control - begin) + CMSG_SPACE(control->cmsg_len - CMSG_LEN(0));
    void *at = begin + next;
    return next + sizeof *control <= message->msg_controllen ? at : NULL;
}

/* How many descriptors a message of type SCM_RIGHTS has; 0 of another one. */
static inline size_t hr_posix_rights(const struct cmsghdr *control)
{
    return control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS
               ? (control->cmsg_len - CMSG_LEN(0)) / sizeof(int)
               : 0;
}

#endif
