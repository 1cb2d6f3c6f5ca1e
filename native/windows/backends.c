/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "stub/stub_poller.h"
#include "windows/afd_poller.h"

/* Behind the stub: only for those who name it. docs/windows.md has what is wrong with it. */
const hr_poller_backend *const hr_poller_backends[] = {&hr_stub_poller, &hr_iocp_poller, NULL};
