/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "stub/stub_poller.h"
#include "windows/afd_poller.h"

const hr_poller_backend *const hr_poller_backends[] = {&hr_iocp_poller, &hr_stub_poller, NULL};
