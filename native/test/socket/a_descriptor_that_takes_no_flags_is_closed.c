/* SPDX-License-Identifier: Apache-2.0 */
/* This file's fcntl refuses to set flags. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

typedef int control_call(int descriptor, int command, ...);

int fcntl(int descriptor, int command, ...)
{
    if (command == F_SETFL || command == F_SETFD) {
        errno = ENOMEM;
        return -1;
    }
    va_list arguments;
    va_start(arguments, command);
    int argument = va_arg(arguments, int);
    va_end(arguments);
    return ((control_call *)dlsym(RTLD_NEXT, "fcntl"))(descriptor, command, argument);
}

void behaviour(void)
{
    hr_socket source;
    hr_socket sink;
    int before = check_descriptors();
    CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(hr_socket_open(HR_INET4, HR_STREAM)));
    CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(hr_pipe_open(&source, &sink)));
    CHECK_EQUAL(before, check_descriptors());
}
