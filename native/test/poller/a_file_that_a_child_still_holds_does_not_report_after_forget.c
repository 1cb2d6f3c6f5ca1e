/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/support/subject.h"

/* As between fork and exec: the child has a descriptor of everything. */
void behaviour(void)
{
    subject it;
    subject_open(&it);
    pair sockets = pair_unix();
    uint64_t token = token_of(1, 1);
    put_byte(sockets.far);
    subject_change(&it, sockets.near, token, 0, HR_READ);
    CHECK_EQUAL(HR_READ, subject_ready(&it, token));
    pid_t child = fork();
    if (child == 0) {
        for (;;) {
            pause();
        }
    }
    CHECK(child > 0);

    subject_forget(&it, sockets.near, token);
    close_number(sockets.near);
    CHECK_EQUAL(0, subject_look(&it));
    CHECK_EQUAL(0, subject_wait(&it, NULL, 0, 1000000));

    CHECK(kill(child, SIGKILL) == 0);
    CHECK(waitpid(child, NULL, 0) == child);
    close_number(sockets.far);
    subject_close(&it);
}
