/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_STUB_POLLER_H
#define HR_STUB_POLLER_H

#include "hr_poller.h"

extern const hr_poller_backend hr_stub_poller;

/* For backends that lack no more than these. */
hr_result hr_stub_change(hr_poller *poller, const hr_change *change);
hr_result hr_stub_descriptor(const hr_poller *poller);

#endif
