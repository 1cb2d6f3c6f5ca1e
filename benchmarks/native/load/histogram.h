/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_HISTOGRAM_H
#define HEADRACE_LOAD_HISTOGRAM_H

#include <stdint.h>
#include <stdio.h>

/* 128 linear steps for each power of two: a value is kept to within 0.8 %. */
#define HISTOGRAM_STEP_BITS 7
#define HISTOGRAM_STEPS (1u << HISTOGRAM_STEP_BITS)
#define HISTOGRAM_BUCKETS ((64 - HISTOGRAM_STEP_BITS + 1) * HISTOGRAM_STEPS)

typedef struct histogram {
    uint64_t counts[HISTOGRAM_BUCKETS];
} histogram;

void histogram_record(histogram *h, uint64_t value, unsigned count);

/* Writes the buckets in use as a JSON array of [largest value of the bucket, count]. */
void histogram_print(const histogram *h, FILE *out);

#endif
