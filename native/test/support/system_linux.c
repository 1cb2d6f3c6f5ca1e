/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_poller.h"
#include "test/support/system.h"

static const hr_option nothing[] = {HR_OPTION_COUNT};

const system_facts system_has = {
    .reported = UINT32_MAX,
    .ipv6_obeys_for_ipv4 = true,
    .shares_ports = HR_OPTION_SO_REUSEADDR,
    .lacks = nothing,
};
