/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/scarce_memory.h"

#include <stdlib.h>

#include "hr_memory.h"

static int64_t allocated;
static int left = MEMORY_FOR_EVER;
static bool once;
static bool failed;

void memory_fails_after(int pieces)
{
    left = pieces;
    once = false;
    failed = false;
}

void memory_fails_once_after(int pieces)
{
    memory_fails_after(pieces);
    once = true;
}

bool memory_has_failed(void)
{
    return failed;
}

static bool take(void)
{
    if (left != 0) {
        left -= left > 0 ? 1 : 0;
        return true;
    }
    left = once ? MEMORY_FOR_EVER : 0;
    failed = true;
    return false;
}

void hr_memory_count(int64_t bytes)
{
    allocated += bytes;
}

void *hr_memory_allocate(uint64_t bytes)
{
    void *memory = take() ? calloc(1, bytes) : NULL;
    hr_memory_count(memory == NULL ? 0 : (int64_t)bytes);
    return memory;
}

void *hr_memory_resize(void *memory, uint64_t from_bytes, uint64_t to_bytes)
{
    void *moved = take() ? realloc(memory, to_bytes) : NULL;
    hr_memory_count(moved == NULL ? 0 : (int64_t)(to_bytes - from_bytes));
    return moved;
}

void hr_memory_free(void *memory, uint64_t bytes)
{
    hr_memory_count(memory == NULL ? 0 : -(int64_t)bytes);
    free(memory);
}

uint64_t hr_memory_allocated(void)
{
    return (uint64_t)allocated;
}

uint64_t hr_memory_most(void)
{
    return (uint64_t)allocated;
}
