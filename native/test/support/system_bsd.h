/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_TEST_SYSTEM_BSD_H
#define HR_TEST_SYSTEM_BSD_H

#include "hr_socket.h"

/* What neither FreeBSD nor macOS knows; ends with HR_OPTION_COUNT. */
extern const hr_option bsd_lacks[];

#endif
