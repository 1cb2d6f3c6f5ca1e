/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/afd_groups.h"

#include "hr_error.h"
#include "hr_memory.h"

enum { SOCKETS = 32 };

hr_result hr_afd_groups_prepare(hr_afd_groups *groups)
{
    hr_afd_group *group = hr_memory_allocate(sizeof *group);
    if (group == NULL) {
        return hr_error_no_memory();
    }
    hr_result result = hr_afd_open(groups->port, groups->key, &group->device);
    if (result < 0) {
        hr_memory_free(group, sizeof *group);
        return result;
    }
    group->next = groups->all;
    groups->all = group;
    group->next_with_room = groups->with_room;
    groups->with_room = group;
    return 0;
}

hr_result hr_afd_groups_join(hr_afd_groups *groups, hr_afd_group **out)
{
    hr_result result = groups->with_room == NULL ? hr_afd_groups_prepare(groups) : 0;
    if (result < 0) {
        return result;
    }
    hr_afd_group *group = groups->with_room;
    if (++group->sockets == SOCKETS) {
        groups->with_room = group->next_with_room;
    }
    *out = group;
    return 0;
}

void hr_afd_groups_leave(hr_afd_groups *groups, hr_afd_group *group)
{
    if (group->sockets-- == SOCKETS) {
        group->next_with_room = groups->with_room;
        groups->with_room = group;
    }
}

void hr_afd_groups_close(hr_afd_groups *groups)
{
    while (groups->all != NULL) {
        hr_afd_group *group = groups->all;
        groups->all = group->next;
        CloseHandle(group->device);
        hr_memory_free(group, sizeof *group);
    }
}
