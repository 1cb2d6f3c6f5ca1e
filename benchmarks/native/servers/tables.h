/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_SERVERS_TABLES_H
#define HEADRACE_SERVERS_TABLES_H

#include "server.h"

/* NULL is at the end, in the table and among the names. */
extern const loop_kind *const loops[];
extern const role *const roles[];

const char *loop_name_at(long index);
const char *role_name_at(long index);

#endif
