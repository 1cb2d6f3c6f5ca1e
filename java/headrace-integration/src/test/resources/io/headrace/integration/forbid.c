/* SPDX-License-Identifier: Apache-2.0 */
/* forbid CALL ERROR COMMAND...: runs the command where a system call fails, as under a container's seccomp profile. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static unsigned number_of(const char *call)
{
    return strcmp(call, "accept4") == 0 ? SYS_accept4 : SYS_epoll_create1;
}

static unsigned error_of(const char *name)
{
    return strcmp(name, "EPERM") == 0 ? EPERM : ENOSYS;
}

static int forbid(unsigned number, unsigned error)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ? -1 : prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fprintf(stderr, "usage: forbid CALL ERROR COMMAND...\n");
        return 2;
    }
    if (forbid(number_of(arguments[1]), error_of(arguments[2])) < 0) {
        perror("seccomp");
        return 2;
    }
    execvp(arguments[3], &arguments[3]);
    perror(arguments[3]);
    return 2;
}
