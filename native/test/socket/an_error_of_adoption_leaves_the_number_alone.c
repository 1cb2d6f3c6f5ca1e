/* SPDX-License-Identifier: Apache-2.0 */
/* fcntl(2) fails after some calls that succeed, dup3(2) gets the next answer of a script. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hr_pass.h"
#include "hr_socket.h"
#include "test/support/check.h"

enum { NEVER = -1 };

static int succeeding = NEVER; /* calls before the error */
static const int *script = (const int[]){0};

typedef int control_call(int descriptor, int command, ...);

int fcntl(int descriptor, int command, ...)
{
    if (succeeding >= 0 && succeeding-- == 0) {
        errno = ENOMEM;
        return -1;
    }
    va_list arguments;
    va_start(arguments, command);
    int argument = va_arg(arguments, int);
    va_end(arguments);
    return ((control_call *)dlsym(RTLD_NEXT, "fcntl"))(descriptor, command, argument);
}

int dup3(int number, int to, int flags)
{
    int answer = *script == 0 ? 0 : *script++;
    errno = -answer;
    return answer < 0 ? -1 : (int)syscall(SYS_dup3, number, to, flags);
}

static bool is_open(int number)
{
    succeeding = NEVER;
    return fcntl(number, F_GETFD) >= 0;
}

/* How many calls there are is known by the one that does not fail. */
static void check_each_call(hr_result (*operation)(hr_socket), int number, int calls)
{
    int before = check_descriptors();
    for (int i = 0; i < calls; i++) {
        succeeding = i;
        CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(operation(number)));
        CHECK(is_open(number));
        CHECK_EQUAL(before, check_descriptors());
    }
    succeeding = calls;
    hr_result result = operation(number);
    succeeding = NEVER;
    CHECK(result >= 0);
}

static void check_replacement(int number)
{
    int with = dup(number);
    int before = check_descriptors();
    script = (int[]){-EBUSY, -EINTR, -EMFILE, 0};
    CHECK_EQUAL(HR_ERROR_DESCRIPTORS, hr_error_kind_of(hr_descriptor_replace(number, with)));
    CHECK(is_open(with));
    CHECK_EQUAL(before, check_descriptors());
    script = (int[]){-EINTR, -EBUSY, -EBUSY, 0};
    CHECK_EQUAL(0, hr_descriptor_replace(number, with));
    CHECK(is_open(number));
    CHECK(!is_open(with));
    CHECK((fcntl(number, F_GETFD) & FD_CLOEXEC) != 0);
}

void behaviour(void)
{
    int number = socket(AF_INET, SOCK_DGRAM, 0);
    CHECK(number >= 0);
    check_each_call(hr_socket_adopt, number, 4);
    check_each_call(hr_descriptor_kind_of, number, 1);
    int lowest = dup(number);
    CHECK_EQUAL(0, close(lowest));
    check_each_call(hr_descriptor_duplicate, number, 1);
    CHECK_EQUAL(0, close(lowest));
    check_each_call(hr_socket_inherit, number, 3);
    CHECK_EQUAL(0, close(lowest));
    check_replacement(number);
    CHECK_EQUAL(0, close(number));
}
