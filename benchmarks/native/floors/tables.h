/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_FLOORS_TABLES_H
#define HEADRACE_FLOORS_TABLES_H

#include "operation.h"

/* NULL is at the end, in the table and among the names. */
extern const operation_kind *const operations[];

const char *operation_name_at(long index);

#endif
