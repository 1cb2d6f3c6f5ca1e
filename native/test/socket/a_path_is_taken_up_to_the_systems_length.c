/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>
#include <sys/un.h>

#include "test/support/check.h"
#include "test/support/unix_domain.h"

enum { LONGEST = sizeof(((struct sockaddr_un *)0)->sun_path) - 2 };

static hr_address path_of(size_t length)
{
    hr_address path = unix_path();
    memset(path.bytes + path.length, 'x', length - path.length);
    path.length = (uint32_t)length;
    return path;
}

void behaviour(void)
{
    hr_address longest = path_of(LONGEST);
    hr_address longer = path_of(LONGEST + 1);
    hr_address own;
    hr_socket socket = unix_open();
    hr_result refused = hr_socket_bind(socket, &longer);
    CHECK_EQUAL(hr_error_from_os(ENAMETOOLONG), refused);
    CHECK_EQUAL(hr_error_from_os(ENAMETOOLONG), hr_socket_connect(socket, &longer));
    longer.length = UINT32_MAX;
    CHECK_EQUAL(hr_error_from_os(ENAMETOOLONG), hr_socket_bind(socket, &longer));
    CHECK_EQUAL(0, hr_socket_bind(socket, &longest));
    CHECK_EQUAL(0, hr_socket_local_address(socket, &own));
    CHECK_EQUAL(LONGEST, own.length);
    CHECK_EQUAL(0, memcmp(longest.bytes, own.bytes, LONGEST));
    CHECK_EQUAL(0, hr_socket_close(socket));
    unix_remove(&longest);
}
