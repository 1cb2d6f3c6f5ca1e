/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/socket.h>

#include "posix/addresses.h"
#include "test/support/check.h"

static void check_length(const hr_address *address)
{
    struct sockaddr_storage storage;
    socklen_t length = hr_posix_sockaddr(address, &storage);
    CHECK(length > 0);
    CHECK_EQUAL(length, (unsigned char)storage.ss_len);
}

void behaviour(void)
{
    check_length(&(hr_address){.family = HR_INET4, .port = 65535, .length = 4, .bytes = {192, 0, 2, 1}});
    check_length(&(hr_address){.family = HR_INET6, .port = 258, .length = 16, .bytes = {0xfe, 0x80, [15] = 1}});
    check_length(&(hr_address){.family = HR_UNIX, .length = 6, .bytes = "/tmp/s"});
}
