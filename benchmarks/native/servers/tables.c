/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

const engine_kind *const engines[] = {&engine_select, &engine_poll, &engine_epoll_level, &engine_epoll_edge};
const char *const engine_names[] = {"select", "poll", "epoll-level", "epoll-edge", NULL};

const role *const roles[] = {&role_echo, &role_datagram, &role_sink, &role_file};
const char *const role_names[] = {"echo", "datagram", "sink", "file", NULL};
