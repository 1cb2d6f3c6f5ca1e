/* SPDX-License-Identifier: Apache-2.0 */
#include "histogram.h"

#include <inttypes.h>

static unsigned bucket_of(uint64_t value)
{
    if (value < HISTOGRAM_STEPS) {
        return (unsigned)value;
    }
    unsigned shift = 63u - (unsigned)__builtin_clzll(value) - HISTOGRAM_STEP_BITS;
    return (shift + 1) * HISTOGRAM_STEPS + (unsigned)(value >> shift) % HISTOGRAM_STEPS;
}

static uint64_t largest_of(unsigned bucket)
{
    if (bucket < HISTOGRAM_STEPS) {
        return bucket;
    }
    unsigned shift = bucket / HISTOGRAM_STEPS - 1;
    uint64_t smallest = (uint64_t)(HISTOGRAM_STEPS + bucket % HISTOGRAM_STEPS) << shift;
    return smallest + ((UINT64_C(1) << shift) - 1);
}

void histogram_record(histogram *h, uint64_t value, unsigned count)
{
    h->counts[bucket_of(value)] += count;
}

void histogram_print(const histogram *h, FILE *out)
{
    const char *separator = "";
    fputc('[', out);
    for (unsigned bucket = 0; bucket < HISTOGRAM_BUCKETS; bucket++) {
        if (h->counts[bucket] == 0) {
            continue;
        }
        fprintf(out, "%s[%" PRIu64 ",%" PRIu64 "]", separator, largest_of(bucket), h->counts[bucket]);
        separator = ",";
    }
    fputc(']', out);
}
