/* SPDX-License-Identifier: Apache-2.0 */
#include "schedule.h"

#include "failure.h"

#include <stdlib.h>

#define NANOS 1e9

int schedule_open(schedule *s, uint64_t messages_per_second, unsigned messages_per_batch, int slots)
{
    s->interval_ns = NANOS * messages_per_batch / (double)messages_per_second;
    s->capacity = slots;
    s->free = calloc((size_t)slots, sizeof *s->free);
    return s->free != NULL ? 0 : failed_call("calloc");
}

void schedule_close(schedule *s)
{
    free(s->free);
}

void schedule_restart(schedule *s, int64_t now_ns)
{
    s->start_ns = now_ns;
    s->next = 0;
}

int64_t schedule_due(const schedule *s)
{
    return s->start_ns + (int64_t)((double)s->next * s->interval_ns);
}

int64_t schedule_take(schedule *s)
{
    int64_t due = schedule_due(s);
    s->next++;
    return due;
}

void schedule_put_slot(schedule *s, int slot)
{
    s->free[(s->first + s->count++) % s->capacity] = slot;
}

int schedule_take_slot(schedule *s)
{
    int slot = s->free[s->first];
    s->first = (s->first + 1) % s->capacity;
    s->count--;
    return slot;
}
