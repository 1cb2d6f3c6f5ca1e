/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/system.h"

bool system_lacks(hr_option option)
{
    const hr_option *one = system_has.lacks;
    while (*one != HR_OPTION_COUNT && *one != option) {
        one++;
    }
    return *one == option;
}
