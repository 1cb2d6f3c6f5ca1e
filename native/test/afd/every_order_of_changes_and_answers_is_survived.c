/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "test/afd/walk.h"
#include "test/support/check.h"

void behaviour(void)
{
    const char *wrong = walk(&hr_afd_transitions, WALK_STEPS);
    if (wrong != NULL) {
        fprintf(stderr, "%s\n", wrong);
    }
    CHECK(wrong == NULL);
}
