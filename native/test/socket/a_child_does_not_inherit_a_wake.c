/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hr_socket.h"
#include "test/support/check.h"

/* kqueue(2): the queue is not inherited by a child created with fork(2). */
void behaviour(void)
{
    hr_socket wake = hr_wake_open();
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        _exit(fcntl((int)wake, F_GETFD) < 0 ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    int status = -1;
    CHECK_EQUAL(child, waitpid(child, &status, 0));
    CHECK(WIFEXITED(status));
    CHECK_EQUAL(EXIT_SUCCESS, WEXITSTATUS(status));
    CHECK_EQUAL(0, hr_socket_close(wake));
}
