/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_memory.h"

#include <stdatomic.h>
#include <stdlib.h>

static atomic_llong allocated;
static atomic_llong most;

void hr_memory_count(int64_t bytes)
{
    long long now = atomic_fetch_add(&allocated, bytes) + bytes;
    long long before = atomic_load(&most);
    while (now > before && !atomic_compare_exchange_weak(&most, &before, now)) {
    }
}

void *hr_memory_allocate(uint64_t bytes)
{
    void *memory = calloc(1, bytes);
    if (memory != NULL) {
        hr_memory_count((int64_t)bytes);
    }
    return memory;
}

void *hr_memory_resize(void *memory, uint64_t from_bytes, uint64_t to_bytes)
{
    void *moved = realloc(memory, to_bytes);
    if (moved != NULL) {
        hr_memory_count((int64_t)(to_bytes - from_bytes));
    }
    return moved;
}

void hr_memory_free(void *memory, uint64_t bytes)
{
    if (memory != NULL) {
        free(memory);
        hr_memory_count(-(int64_t)bytes);
    }
}

uint64_t hr_memory_allocated(void)
{
    return (uint64_t)atomic_load(&allocated);
}

uint64_t hr_memory_most(void)
{
    return (uint64_t)atomic_load(&most);
}
