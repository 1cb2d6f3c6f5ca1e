/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/unix_domain.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "test/support/check.h"

hr_address unix_address(const void *bytes, size_t length)
{
    hr_address address = {.family = HR_UNIX, .length = (uint32_t)length};
    CHECK(length <= sizeof address.bytes);
    memcpy(address.bytes, bytes, length);
    return address;
}

hr_address unix_path(void)
{
    char path[64];
    int length = snprintf(path, sizeof path, "/tmp/headrace-test-%ld", (long)getpid());
    hr_address address = unix_address(path, (size_t)length);
    return address;
}

void unix_remove(const hr_address *path)
{
    char text[sizeof path->bytes + 1] = {0};
    memcpy(text, path->bytes, path->length);
    CHECK_EQUAL(0, unlink(text));
}

hr_socket unix_open(void)
{
    hr_socket socket = hr_socket_open(HR_UNIX, HR_STREAM);
    CHECK(socket >= 0);
    return socket;
}

hr_socket unix_listen(const hr_address *at, int backlog)
{
    hr_socket socket = unix_open();
    CHECK_EQUAL(0, hr_socket_bind(socket, at));
    CHECK_EQUAL(0, hr_socket_listen(socket, backlog));
    return socket;
}
