/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/un.h>
#include <unistd.h>

#include "test/support/check.h"
#include "test/support/unix_domain.h"

/* unix(7): every byte counts, zeros too, and none is needed at the end. */
enum { LONGEST = sizeof(((struct sockaddr_un *)0)->sun_path) };

static void check_same(const hr_address *expected, const hr_address *actual)
{
    CHECK_EQUAL(HR_UNIX, actual->family);
    CHECK_EQUAL(expected->length, actual->length);
    CHECK_EQUAL(0, memcmp(expected->bytes, actual->bytes, expected->length));
}

static void check_found(const hr_address *name)
{
    hr_address own;
    hr_address peer;
    hr_socket listener = unix_listen(name, 1);
    hr_socket client = unix_open();
    CHECK_EQUAL(0, hr_socket_local_address(listener, &own));
    check_same(name, &own);
    CHECK_EQUAL(0, hr_socket_connect(client, name));
    CHECK_EQUAL(0, hr_socket_remote_address(client, &peer));
    check_same(name, &peer);
    hr_address shorter = *name;
    shorter.length--;
    hr_socket other = unix_open();
    CHECK_EQUAL(HR_ERROR_CONNECTION_REFUSED, hr_error_kind_of(hr_socket_connect(other, &shorter)));
    CHECK_EQUAL(HR_ERROR_ADDRESS_IN_USE, hr_error_kind_of(hr_socket_bind(other, name)));
    CHECK_EQUAL(0, hr_socket_close(listener));
    CHECK_EQUAL(0, hr_socket_bind(other, name));
    CHECK_EQUAL(0, hr_socket_close(other));
    CHECK_EQUAL(0, hr_socket_close(client));
}

void behaviour(void)
{
    char bytes[LONGEST + 1] = {0};
    int length = snprintf(bytes + 1, sizeof bytes - 1, "headrace-test-%ld", (long)getpid()) + 1;
    bytes[length++] = 0;
    bytes[length++] = (char)0xff;
    hr_address name = unix_address(bytes, (size_t)length);
    hr_address longest = unix_address(bytes, LONGEST);
    hr_address longer = unix_address(bytes, LONGEST + 1);
    check_found(&name);
    check_found(&longest);
    hr_socket socket = unix_open();
    CHECK_EQUAL(hr_error_from_os(ENAMETOOLONG), hr_socket_bind(socket, &longer));
    CHECK_EQUAL(0, hr_socket_close(socket));
}
