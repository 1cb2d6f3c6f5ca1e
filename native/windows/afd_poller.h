/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_AFD_POLLER_H
#define HR_AFD_POLLER_H

#include "hr_poller.h"

extern const hr_poller_backend hr_iocp_poller;

#endif
