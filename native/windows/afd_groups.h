/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_AFD_GROUPS_H
#define HR_AFD_GROUPS_H

#include "windows/afd.h"

/*
 * Handles of \Device\Afd, each for a few sockets: to cancel a poll, the system searches all of its handle. A handle
 * stays open for the next sockets. The caller serialises all calls.
 */
typedef struct hr_afd_group hr_afd_group;
struct hr_afd_group {
    HANDLE device;
    uint32_t sockets;
    hr_afd_group *next;           /* of all */
    hr_afd_group *next_with_room; /* of those that are not full */
};

typedef struct {
    HANDLE port;
    ULONG_PTR key;
    hr_afd_group *all;
    hr_afd_group *with_room;
} hr_afd_groups;

/* Opens a first handle: where the device is refused, a poller does not open. */
hr_result hr_afd_groups_prepare(hr_afd_groups *groups);
hr_result hr_afd_groups_join(hr_afd_groups *groups, hr_afd_group **out);
void hr_afd_groups_leave(hr_afd_groups *groups, hr_afd_group *group);
/* After all polls came back. */
void hr_afd_groups_close(hr_afd_groups *groups);

#endif
