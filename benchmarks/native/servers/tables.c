/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

#include <stddef.h>

const loop_kind *const loops[] = {&loop_select, &loop_poll, &loop_epoll_level, &loop_epoll_edge, NULL};
const role *const roles[] = {&role_echo, &role_datagram, &role_sink, &role_file, &role_modes, NULL};

const char *loop_name_at(long index)
{
    return loops[index] == NULL ? NULL : loops[index]->name;
}

const char *role_name_at(long index)
{
    return roles[index] == NULL ? NULL : roles[index]->name;
}
