/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hr_socket.h"
#include "test/support/check.h"

/* In a child, which has no word left but its status. */
static int replace(int closed_before)
{
    struct stat null;
    struct stat stream;
    for (int number = STDIN_FILENO; number < closed_before; number++) {
        (void)close(number);
    }
    int before = check_descriptors();
    if (hr_standard_streams_to_null() != 0 || stat("/dev/null", &null) != 0 ||
        check_descriptors() != before + closed_before) {
        return EXIT_FAILURE;
    }
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; number++) {
        if (fstat(number, &stream) != 0 || stream.st_rdev != null.st_rdev) {
            return EXIT_FAILURE;
        }
    }
    char byte = 0;
    bool works =
        read(STDIN_FILENO, &byte, 1) == 0 && write(STDOUT_FILENO, &byte, 1) == 1 && write(STDERR_FILENO, &byte, 1) == 1;
    return works ? EXIT_SUCCESS : EXIT_FAILURE;
}

void behaviour(void)
{
    for (int closed = 0; closed <= STDERR_FILENO + 1; closed++) {
        pid_t child = fork();
        CHECK(child >= 0);
        if (child == 0) {
            _exit(replace(closed));
        }
        int status = -1;
        CHECK_EQUAL(child, waitpid(child, &status, 0));
        CHECK(WIFEXITED(status));
        CHECK_EQUAL(EXIT_SUCCESS, WEXITSTATUS(status));
    }
}
