/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_FLOORS_MEASUREMENT_H
#define HEADRACE_FLOORS_MEASUREMENT_H

#include "operation.h"

#include <stdint.h>

typedef struct pace {
    int warmups; /* iterations of which nothing is told */
    int iterations;
    int64_t iteration_ns;    /* an iteration is so long … */
    int64_t iteration_count; /* … or so many operations; the other is INT64_MAX */
} pace;

/* Nanoseconds an operation, of each iteration that is no warm-up. 0, or -1 after a message on stderr. */
int measurement_run(const operation_kind *kind, operation *o, const pace *p, double *out);

#endif
