/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <unistd.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

static void check_duplicate(int number)
{
    int flags = fcntl(number, F_GETFL);
    CHECK_EQUAL(0, fcntl(number, F_SETFL, flags & ~O_NONBLOCK));
    hr_socket duplicate = hr_socket_inherit(number);
    CHECK(duplicate > STDERR_FILENO);
    CHECK(duplicate != number);
    CHECK((fcntl((int)duplicate, F_GETFD) & FD_CLOEXEC) != 0);
    CHECK((fcntl((int)duplicate, F_GETFL) & O_NONBLOCK) != 0);
    CHECK_EQUAL(0, hr_socket_close(duplicate));
    CHECK(fcntl(number, F_GETFD) >= 0);
}

void behaviour(void)
{
    hr_socket stream = tcp_open(HR_INET4);
    hr_socket datagrams = hr_socket_open(HR_INET4, HR_DATAGRAM);
    hr_socket source;
    hr_socket sink;
    CHECK_EQUAL(0, hr_pipe_open(&source, &sink));

    check_duplicate((int)stream);
    check_duplicate((int)datagrams);
    CHECK(hr_socket_inherit(source) < 0);
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_socket_inherit(-1)));

    CHECK_EQUAL(HR_STREAM, hr_socket_type(stream));
    CHECK_EQUAL(HR_DATAGRAM, hr_socket_type(datagrams));
    CHECK(hr_socket_type(source) < 0);
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_socket_type(-1)));

    CHECK_EQUAL(0, hr_socket_close(stream));
    CHECK_EQUAL(0, hr_socket_close(datagrams));
    CHECK_EQUAL(0, hr_socket_close(source));
    CHECK_EQUAL(0, hr_socket_close(sink));
}
