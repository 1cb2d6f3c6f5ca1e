/* SPDX-License-Identifier: Apache-2.0 */
/* Linux, by the sources of BSD. */
#include "hr_poller.h"
#include "test/support/system.h"
#include "test/support/system_bsd.h"

const system_facts system_has = {
    .reported = ~(uint32_t)HR_HANGUP,
    .ipv6_obeys_for_ipv4 = false,
    .shares_ports = HR_OPTION_SO_REUSEADDR,
    .lacks = bsd_lacks,
};
