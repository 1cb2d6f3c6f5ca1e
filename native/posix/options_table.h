/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_OPTIONS_TABLE_H
#define HR_POSIX_OPTIONS_TABLE_H

#include "hr_socket.h"

typedef enum {
    HR_POSIX_OPTION_ABSENT,
    HR_POSIX_OPTION_INTEGER,
    HR_POSIX_OPTION_DOUBLED, /* the kernel answers twice what was set, for its own bookkeeping */
    HR_POSIX_OPTION_FLAG,
    HR_POSIX_OPTION_LINGER,
    HR_POSIX_OPTION_INTERFACE, /* struct ip_mreqn, or answered as the IPv4 address of the interface */
    HR_POSIX_OPTION_PMTUDISC,  /* of Linux: IP_PMTUDISC_DO or IP_PMTUDISC_DONT */
} hr_posix_option_kind;

typedef struct {
    int level;
    int name;
} hr_posix_option_id;

typedef struct {
    hr_posix_option_kind kind;
    hr_posix_option_id id;
    hr_posix_option_id ipv6;        /* in place of `id` on an IPv6 socket; name 0: `id` there too */
    hr_posix_option_id mapped;      /* set with `ipv6`, for the socket's IPv4 traffic; name 0: none */
    hr_posix_option_kind ipv6_kind; /* of `ipv6`, where it is another */
} hr_posix_option;

/* By hr_option; one table a system. */
extern const hr_posix_option hr_posix_options[HR_OPTION_COUNT];

#endif
