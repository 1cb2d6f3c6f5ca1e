/* SPDX-License-Identifier: Apache-2.0 */
#include "measurement.h"

#include "monotonic.h"

static int run_batch(const operation_kind *kind, operation *o, int count, int64_t *spent_ns)
{
    if (kind->prepare != NULL && kind->prepare(o, count) != 0) {
        return -1;
    }
    int64_t before = monotonic_ns();
    if (kind->run(o, count) != 0) {
        return -1;
    }
    *spent_ns += monotonic_ns() - before;
    return kind->finish != NULL ? kind->finish(o, count) : 0;
}

/* Of what an iteration lasts, the preparations are a part: as JMH does it. */
static int run_iteration(const operation_kind *kind, operation *o, const pace *p, double *out)
{
    int64_t start_ns = monotonic_ns();
    int64_t spent_ns = 0;
    int64_t done = 0;
    while (done < p->iteration_count && (done == 0 || monotonic_ns() - start_ns < p->iteration_ns)) {
        int64_t left = p->iteration_count - done;
        int count = left < kind->batch ? (int)left : kind->batch;
        if (run_batch(kind, o, count, &spent_ns) != 0) {
            return -1;
        }
        done += count;
    }
    *out = (double)spent_ns / (double)done;
    return kind->check != NULL ? kind->check(o) : 0;
}

int measurement_run(const operation_kind *kind, operation *o, const pace *p, double *out)
{
    double of_warmup;
    for (int i = 0; i < p->warmups; i++) {
        if (run_iteration(kind, o, p, &of_warmup) != 0) {
            return -1;
        }
    }
    for (int i = 0; i < p->iterations; i++) {
        if (run_iteration(kind, o, p, &out[i]) != 0) {
            return -1;
        }
    }
    return 0;
}
