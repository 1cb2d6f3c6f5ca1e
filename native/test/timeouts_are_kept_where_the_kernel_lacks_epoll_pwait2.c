/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "clock.h"
#include "subject.h"

enum { EPOLL_PWAIT2 = 441 };

static void take_away(unsigned number)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
    CHECK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    CHECK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0);
    CHECK(syscall(number, -1, NULL, 0, NULL, NULL, 0) == -1 && errno == ENOSYS);
}

void behaviour(void)
{
    static const int64_t timeouts[] = {1, 1000000, 1000001, 3500000};
    take_away(EPOLL_PWAIT2);
    subject it;
    subject_open(&it);

    for (unsigned i = 0; i < sizeof timeouts / sizeof timeouts[0]; i++) {
        int64_t start = monotonic_ns();
        CHECK_EQUAL(0, subject_wait(&it, NULL, 0, timeouts[i]));
        CHECK(monotonic_ns() - start >= timeouts[i]);
    }
    subject_wakeup(&it);
    CHECK_EQUAL(0, subject_wait(&it, NULL, 0, -1));
    CHECK(it.woken);

    subject_close(&it);
}
