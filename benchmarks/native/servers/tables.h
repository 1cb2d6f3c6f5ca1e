/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LIMIT_TABLES_H
#define HEADRACE_LIMIT_TABLES_H

#include "server.h"

/* The names are in the order of the tables, and NULL at the end. */
extern const engine_kind *const engines[];
extern const char *const engine_names[];
extern const role *const roles[];
extern const char *const role_names[];

#endif
