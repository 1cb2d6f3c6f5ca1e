/* SPDX-License-Identifier: Apache-2.0 */
#include "posix/interrupt_signal.h"

#include <signal.h>

int hr_interrupt_signal(void)
{
    return SIGRTMAX - 2;
}
