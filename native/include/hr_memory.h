/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_MEMORY_H
#define HR_MEMORY_H

#include "hr_types.h"

/*
 * Memory outside the heap, counted in one place for the process. Whoever frees it says how much it was. Any thread may
 * call.
 */

/* Of zeros; NULL where there is none to be had. */
void *hr_memory_allocate(uint64_t bytes);

/* As realloc(3): what is behind the old end is not set. NULL leaves the old memory as it was. */
void *hr_memory_resize(void *memory, uint64_t from_bytes, uint64_t to_bytes);

/* NULL is let pass, as free(3) does. */
void hr_memory_free(void *memory, uint64_t bytes);

/* Counts memory that was had in another way, or given back: the change in bytes. */
void hr_memory_count(int64_t bytes);

/* The bytes that are allocated now, and the most that ever were. */
uint64_t hr_memory_allocated(void);
uint64_t hr_memory_most(void);

#endif
