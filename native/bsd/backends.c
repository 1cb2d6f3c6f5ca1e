/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "bsd/kqueue_poller.h"
#include "posix/poll_poller.h"
#include "stub/stub_poller.h"

const hr_poller_backend *const hr_poller_backends[] = {&hr_kqueue_poller, &hr_poll_poller, &hr_stub_poller, NULL};
