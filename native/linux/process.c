/* SPDX-License-Identifier: Apache-2.0 */
/* clone(2), close_range(2) with CLOSE_RANGE_CLOEXEC (Linux 5.11) or else the list of proc(5), execvp(3) */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hr_pass.h"
#include "posix/result.h"

#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef CLOSE_RANGE_CLOEXEC
#define CLOSE_RANGE_CLOEXEC (1U << 2)
#endif

enum { NOT_STARTED = 127, KILLED = 128, FIRST_OTHER = STDERR_FILENO + 1, STACK = 64 * 1024, ENTRIES = 4096 };

/* struct linux_dirent64 of getdents64(2) up to its name. */
enum { LENGTH_AT = 16, NAME_AT = 19 };

/* What a child is to become. It shares the memory of this process until then, which waits for it. */
typedef struct {
    int input;
    char *const *arguments;
    int error; /* 0: it has become that */
} image;

/* -1 for "." and "..". */
static int number_of(const char *name)
{
    int number = 0;
    for (; *name >= '0' && *name <= '9'; name++) {
        number = number * 10 + (*name - '0');
    }
    return *name == '\0' ? number : -1;
}

static int mark(const char *entries, size_t end)
{
    uint16_t length;
    for (size_t at = 0; at < end; at += length) {
        memcpy(&length, entries + at + LENGTH_AT, sizeof length);
        int number = number_of(entries + at + NAME_AT);
        if (number >= FIRST_OTHER && fcntl(number, F_SETFD, FD_CLOEXEC) < 0) {
            return -1;
        }
    }
    return 0;
}

static int mark_listed(void)
{
    char entries[ENTRIES];
    int folder = open("/proc/self/fd", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) {
        return -1;
    }
    long read;
    do {
        read = syscall(SYS_getdents64, folder, entries, sizeof entries);
    } while (read > 0 && mark(entries, (size_t)read) == 0);
    return read == 0 ? 0 : -1;
}

/* ENOSYS: an older kernel, EINVAL: one without the flag, EPERM: a sandbox. */
static int close_others_on_exec(void)
{
    return syscall(SYS_close_range, FIRST_OTHER, UINT_MAX, CLOSE_RANGE_CLOEXEC) == 0 ? 0 : mark_listed();
}

/* A handler of this process would run in the child, in the same memory. */
static int reset_signals(void)
{
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN && action.sa_handler != SIG_DFL) {
            action = (struct sigaction){.sa_handler = SIG_DFL};
            (void)sigaction(number, &action, NULL); /* the C library keeps some for itself */
        }
    }
    sigset_t none;
    sigemptyset(&none);
    return sigprocmask(SIG_SETMASK, &none, NULL);
}

/* dup2 of a descriptor to itself would leave it close-on-exec. */
static int make_input(int input)
{
    return input == STDIN_FILENO ? fcntl(input, F_SETFD, 0) : dup2(input, STDIN_FILENO);
}

static int become(void *argument)
{
    image *to = argument;
    if (reset_signals() == 0 && make_input(to->input) >= 0 && close_others_on_exec() == 0) {
        (void)execvp(to->arguments[0], to->arguments);
    }
    to->error = errno;
    return NOT_STARTED;
}

/* execvp puts the arguments on the stack again if the program is a script without a first line. */
static size_t stack_size(char *const *arguments)
{
    size_t count = 0;
    while (arguments[count] != NULL) {
        count++;
    }
    return STACK + (count + 2) * sizeof *arguments;
}

static pid_t start(image *to, void *stack, size_t size)
{
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    (void)pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = clone(become, (char *)stack + size, CLONE_VM | CLONE_VFORK | SIGCHLD, to);
    int error = errno;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return child;
}

static void wait_for(pid_t child)
{
    pid_t ended;
    do {
        ended = waitpid(child, NULL, 0);
    } while (hr_posix_interrupted(ended));
}

hr_result hr_process_start(hr_socket input, char *const *arguments)
{
    image to = {.input = (int)input, .arguments = arguments};
    size_t size = stack_size(arguments);
    void *stack = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
    if (stack == MAP_FAILED) {
        return hr_posix_result(-1);
    }
    hr_result child = hr_posix_result(start(&to, stack, size & ~(size_t)15));
    (void)munmap(stack, size);
    if (child > 0 && to.error != 0) {
        wait_for((pid_t)child);
        return hr_error_from_os(to.error);
    }
    return child;
}

hr_result hr_process_end(int64_t process)
{
    int status;
    pid_t ended;
    do {
        ended = waitpid((pid_t)process, &status, WNOHANG);
    } while (hr_posix_interrupted(ended));
    if (ended < 0) {
        return hr_posix_result(-1);
    }
    if (ended == 0) {
        return hr_error_from_os(EAGAIN);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : KILLED + WTERMSIG(status);
}
