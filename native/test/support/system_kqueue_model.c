/* SPDX-License-Identifier: Apache-2.0 */
/* Linux, with a kqueue whose EVFILT_READ does not tell an end of both directions from one of the peer's. */
#include "hr_poller.h"
#include "test/support/system.h"

static const hr_option nothing[] = {HR_OPTION_COUNT};

const system_facts system_has = {
    .reported = ~(uint32_t)HR_HANGUP,
    .ipv6_obeys_for_ipv4 = true,
    .shares_ports = HR_OPTION_SO_REUSEADDR,
    .lacks = nothing,
};
