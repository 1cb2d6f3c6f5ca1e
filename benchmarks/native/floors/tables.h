/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_FLOORS_TABLES_H
#define HEADRACE_FLOORS_TABLES_H

#include "operation.h"

/* The names are in the order of the table, and NULL at the end. */
extern const operation_kind *const operations[];
extern const char *const operation_names[];

#endif
