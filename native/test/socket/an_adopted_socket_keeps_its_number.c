/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hr_socket.h"
#include "test/support/check.h"

void behaviour(void)
{
    int inherited = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(inherited >= 0);
    CHECK_EQUAL(inherited, hr_socket_adopt(inherited));
    CHECK((fcntl(inherited, F_GETFD) & FD_CLOEXEC) != 0);
    CHECK((fcntl(inherited, F_GETFL) & O_NONBLOCK) != 0);
    CHECK_EQUAL(0, hr_socket_close(inherited));

    int ends[2];
    CHECK_EQUAL(0, pipe(ends));
    CHECK_EQUAL(ends[0], hr_socket_adopt(ends[0]));
    CHECK((fcntl(ends[0], F_GETFD) & FD_CLOEXEC) != 0);
    CHECK((fcntl(ends[0], F_GETFL) & O_NONBLOCK) != 0);
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_socket_adopt(9999)));
    CHECK_EQUAL(0, close(ends[0]));
    CHECK_EQUAL(0, close(ends[1]));
}
