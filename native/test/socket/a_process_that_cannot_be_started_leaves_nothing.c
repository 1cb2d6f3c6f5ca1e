/* SPDX-License-Identifier: Apache-2.0 */
/* One call of those that start a process fails, in this process or in the new one. */
#include <dlfcn.h>
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hr_pass.h"
#include "test/support/check.h"

static const char *failing; /* NULL: none does */
static int error;
static int interruptions; /* of the next calls of waitpid(2) */
static int stacks;

typedef int clone_call(int (*)(void *), void *, int, void *, ...);
typedef pid_t wait_call(pid_t, int *, int);
typedef int execute_call(const char *, char *const[]);

static bool fails(const char *call)
{
    errno = error;
    return failing != NULL && strcmp(failing, call) == 0;
}

int clone(int (*function)(void *), void *stack, int flags, void *argument, ...)
{
    return fails("clone") ? -1 : ((clone_call *)dlsym(RTLD_NEXT, "clone"))(function, stack, flags, argument);
}

void *mmap(void *at, size_t length, int protection, int flags, int file, off_t offset)
{
    if ((flags & MAP_STACK) != 0) {
        if (fails("mmap")) {
            return MAP_FAILED;
        }
        stacks++;
    }
    /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
    return (void *)syscall(SYS_mmap, at, length, protection, flags, file, offset);
}

int munmap(void *at, size_t length)
{
    stacks--;
    return (int)syscall(SYS_munmap, at, length);
}

int dup2(int number, int to)
{
    return fails("dup2") ? -1 : (int)syscall(SYS_dup3, number, to, 0);
}

int sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
    return fails("sigprocmask") ? -1 : pthread_sigmask(how, set, before);
}

int execvp(const char *program, char *const arguments[])
{
    return fails("execvp") ? -1 : ((execute_call *)dlsym(RTLD_NEXT, "execvp"))(program, arguments);
}

pid_t waitpid(pid_t process, int *status, int options)
{
    if (interruptions-- > 0) {
        errno = EINTR;
        return -1;
    }
    return ((wait_call *)dlsym(RTLD_NEXT, "waitpid"))(process, status, options);
}

static hr_result start(int input)
{
    char program[] = "true";
    char *const arguments[] = {program, NULL};
    return hr_process_start(input, arguments);
}

static void check_failure(int input, const char *call, int code)
{
    int before = check_descriptors();
    int stacks_before = stacks;
    sigset_t mask;
    failing = call;
    error = code;
    interruptions = 2;
    CHECK_EQUAL(code, hr_error_os_code(start(input)));
    failing = NULL;
    interruptions = 0;
    CHECK_EQUAL(before, check_descriptors());
    CHECK_EQUAL(stacks_before, stacks);
    CHECK(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD);
    CHECK_EQUAL(0, pthread_sigmask(SIG_BLOCK, NULL, &mask));
    CHECK_EQUAL(0, sigismember(&mask, SIGTERM));
}

static void check_end(int input)
{
    siginfo_t ended;
    hr_result process = start(input);
    CHECK(process > 0);
    CHECK_EQUAL(0, waitid(P_PID, (id_t)process, &ended, WEXITED | WNOWAIT));
    interruptions = 3;
    CHECK_EQUAL(0, hr_process_end(process));
    CHECK_EQUAL(ECHILD, hr_error_os_code(hr_process_end(process)));
}

void behaviour(void)
{
    int ends[2];
    CHECK_EQUAL(0, pipe(ends));
    check_end(ends[0]);
    check_failure(ends[0], "mmap", ENOMEM);
    check_failure(ends[0], "clone", EAGAIN);
    check_failure(ends[0], "clone", ENOMEM);
    check_failure(ends[0], "sigprocmask", EINVAL);
    check_failure(ends[0], "dup2", EBUSY);
    check_failure(ends[0], "execvp", E2BIG);
    check_failure(ends[0], "execvp", ENOMEM);
    check_end(ends[0]);
    CHECK_EQUAL(0, close(ends[0]));
    CHECK_EQUAL(0, close(ends[1]));
}
