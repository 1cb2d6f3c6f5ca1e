/* SPDX-License-Identifier: Apache-2.0 */
/* poll(2): no POLLRDHUP, no POLLERR of a socket, and POLLHUP also where only the peer's direction is over. */
#include "hr_poller.h"
#include "test/support/system.h"
#include "test/support/system_bsd.h"

const system_facts system_has = {
    .reported = ~(uint32_t)(HR_HALF_CLOSED | HR_HANGUP | HR_ERROR_PENDING),
    .ipv6_obeys_for_ipv4 = false,
    .shares_ports = HR_OPTION_SO_REUSEPORT,
    .lacks = bsd_lacks,
};
