/* SPDX-License-Identifier: Apache-2.0 */
/* This file's close answers EINTR, having closed, as Linux and the BSDs do. */
#include <dlfcn.h>
#include <errno.h>
#include <unistd.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

static int interrupt;

int close(int descriptor)
{
    int (*of_system)(int) = (int (*)(int))dlsym(RTLD_NEXT, "close");
    int answer = of_system(descriptor);
    if (answer == 0 && interrupt) {
        errno = EINTR;
        return -1;
    }
    return answer;
}

void behaviour(void)
{
    hr_socket socket = tcp_open(HR_INET4);
    interrupt = 1;
    CHECK_EQUAL(0, hr_socket_close(socket));
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_socket_close(socket)));
}
