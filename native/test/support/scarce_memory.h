/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_SCARCE_MEMORY_H
#define HR_SCARCE_MEMORY_H

#include <stdbool.h>

enum { MEMORY_FOR_EVER = -1 };

/* After so many more pieces hr_memory.h has none: for one call, or until it is told otherwise. */
void memory_fails_after(int pieces);
void memory_fails_once_after(int pieces);

/* Whether it had none since it was last told when. */
bool memory_has_failed(void);

#endif
