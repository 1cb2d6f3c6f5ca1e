/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>

#include "test/support/check.h"

enum { HIGHEST_DESCRIPTOR = 1023 };

int check_descriptors(void)
{
    int open = 0;
    for (int descriptor = 0; descriptor <= HIGHEST_DESCRIPTOR; descriptor++) {
        open += fcntl(descriptor, F_GETFD) >= 0;
    }
    return open;
}
