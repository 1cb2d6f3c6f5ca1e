/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hr_pass.h"
#include "test/support/check.h"
#include "test/support/forbid.h"

static int64_t start(int input, const char *script)
{
    char shell[] = "sh";
    char option[] = "-c";
    char *const arguments[] = {shell, option, (char *)(uintptr_t)script, NULL};
    int64_t process = hr_process_start(input, arguments);
    CHECK(process > 0);
    return process;
}

static hr_result end_of(int64_t process)
{
    siginfo_t ended;
    CHECK_EQUAL(0, waitid(P_PID, (id_t)process, &ended, WEXITED | WNOWAIT));
    return hr_process_end(process);
}

/* Its descriptors, in the answer that it writes to the first of them. */
static void check_descriptors_of_child(int ends[2])
{
    char text[64] = {0};
    int64_t process = start(ends[1], "exec <&0; ls /dev/fd/ >&0");
    CHECK_EQUAL(0, end_of(process));
    ssize_t length = read(ends[0], text, sizeof text - 1);
    CHECK(length > 0);
    /* ls itself has the folder open. */
    CHECK(strcmp(text, "0\n1\n2\n3\n") == 0);
}

static void check_signals_of_child(int input)
{
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    CHECK_EQUAL(0, sigprocmask(SIG_BLOCK, &blocked, NULL));
    CHECK_EQUAL(128 + SIGUSR1, end_of(start(input, "kill -USR1 $$; exit 1")));
    sigset_t after;
    CHECK_EQUAL(0, sigprocmask(SIG_UNBLOCK, &blocked, &after));
    CHECK_EQUAL(1, sigismember(&after, SIGUSR1));
    CHECK_EQUAL(0, sigismember(&after, SIGTERM));
}

static void check_end(int ends[2])
{
    int64_t process = start(ends[1], "read line; exit $line");
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_process_end(process)));
    CHECK_EQUAL(2, write(ends[0], "7\n", 2));
    CHECK_EQUAL(7, end_of(process));
    CHECK(hr_process_end(process) < 0);
}

static void check_failures(int input)
{
    char program[] = "/no/such/program";
    char root[] = "/";
    char *const missing[] = {program, NULL};
    char *const folder[] = {root, NULL};
    CHECK_EQUAL(ENOENT, hr_error_os_code(hr_process_start(input, missing)));
    CHECK_EQUAL(HR_ERROR_ACCESS_DENIED, hr_error_kind_of(hr_process_start(input, folder)));
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_process_start(9999, missing)));
    CHECK(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
}

void behaviour(void)
{
    int ends[2];
    CHECK_EQUAL(0, socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    int leak = dup(ends[0]);
    CHECK_EQUAL(0, fcntl(leak, F_GETFD));
    check_descriptors_of_child(ends);
    check_signals_of_child(ends[1]);
    check_end(ends);
    check_failures(ends[1]);
    forbid(SYS_close_range, ENOSYS);
    check_descriptors_of_child(ends);
    CHECK_EQUAL(0, close(leak));
    CHECK_EQUAL(0, close(ends[0]));
    CHECK_EQUAL(0, close(ends[1]));
}
