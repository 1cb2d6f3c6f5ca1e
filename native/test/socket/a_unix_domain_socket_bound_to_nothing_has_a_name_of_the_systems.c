/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/unix_domain.h"

void behaviour(void)
{
    hr_address nothing = {.family = HR_UNIX};
    hr_address first;
    hr_address second;
    hr_socket one = hr_socket_open(HR_UNIX, HR_DATAGRAM);
    hr_socket other = hr_socket_open(HR_UNIX, HR_DATAGRAM);
    CHECK_EQUAL(0, hr_socket_local_address(one, &first));
    CHECK_EQUAL(0, first.length);
    CHECK_EQUAL(0, hr_socket_bind(one, &nothing));
    CHECK_EQUAL(0, hr_socket_bind(other, &nothing));
    CHECK_EQUAL(0, hr_socket_local_address(one, &first));
    CHECK_EQUAL(0, hr_socket_local_address(other, &second));
    CHECK(first.length > 1 && first.bytes[0] == 0);
    CHECK(memcmp(first.bytes, second.bytes, first.length) != 0);
    CHECK_EQUAL(1, hr_socket_send_to(one, "a", 1, &second));
    CHECK_EQUAL(0, hr_socket_close(one));
    CHECK_EQUAL(0, hr_socket_close(other));
}
