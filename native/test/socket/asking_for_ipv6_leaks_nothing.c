/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    hr_result has = hr_socket_has_ipv6();
    CHECK(has == 0 || has == 1);
}
