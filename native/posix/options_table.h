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
    HR_POSIX_OPTION_BYTES,     /* as the system has them; no number */
    HR_POSIX_OPTION_NAME,      /* bytes that the system ends with a zero byte */
    HR_POSIX_OPTION_FILTER,    /* struct sock_fprog of Linux; write-only */
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

typedef struct {
    hr_posix_option_id id;
    const char *reason; /* NULL: the end of the table */
} hr_posix_refusal;

/* Options that nobody may use by their numbers. Those that every Unix has, and those of this system. */
extern const hr_posix_refusal hr_posix_refusals[];
extern const hr_posix_refusal hr_system_refusals[];

/* Sets an option of the kind HR_POSIX_OPTION_FILTER. */
hr_result hr_posix_set_filter(hr_socket socket, hr_posix_option_id id, const void *instructions, uint32_t length);

#endif
