/* SPDX-License-Identifier: Apache-2.0 */
/* sendmsg(2) and recvmsg(2) get the next answer of a script: 0 is that of the system, a negative one is an error. */
#include <errno.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hr_pass.h"
#include "test/support/check.h"

static const int *script;

static int next_error(void)
{
    int answer = *script == 0 ? 0 : *script++;
    errno = -answer;
    return answer;
}

ssize_t sendmsg(int to, const struct msghdr *message, int flags)
{
    return next_error() < 0 ? -1 : syscall(SYS_sendmsg, to, message, flags);
}

ssize_t recvmsg(int from, struct msghdr *message, int flags)
{
    return next_error() < 0 ? -1 : syscall(SYS_recvmsg, from, message, flags);
}

static hr_result send_with(int to, const int *answers)
{
    hr_descriptors three = {.count = 3, .numbers = {to, to, to}};
    script = answers;
    return hr_socket_send_descriptors(to, "x", 1, &three);
}

static hr_result receive_with(int from, hr_descriptors *out, const int *answers)
{
    char byte;
    script = answers;
    return hr_socket_receive_descriptors(from, &byte, 1, out);
}

static void close_all(const hr_descriptors *descriptors)
{
    for (uint32_t i = 0; i < descriptors->count; i++) {
        CHECK_EQUAL(0, close((int)descriptors->numbers[i]));
    }
}

/* There is one number left for the three that come. */
static void run_out_of_numbers(int sender, int receiver)
{
    hr_descriptors got;
    struct rlimit before;
    int last = dup(receiver);
    CHECK_EQUAL(0, close(last));
    CHECK_EQUAL(1, send_with(sender, (int[]){0}));
    CHECK_EQUAL(0, getrlimit(RLIMIT_NOFILE, &before));
    struct rlimit one_more = {.rlim_cur = (rlim_t)last + 1, .rlim_max = before.rlim_max};
    CHECK_EQUAL(0, setrlimit(RLIMIT_NOFILE, &one_more));
    hr_result received = receive_with(receiver, &got, (int[]){0});
    CHECK_EQUAL(0, setrlimit(RLIMIT_NOFILE, &before));
    CHECK_EQUAL(1, received);
    CHECK_EQUAL(1, got.truncated);
    CHECK_EQUAL(1, got.count);
    close_all(&got);
}

void behaviour(void)
{
    int ends[2];
    hr_descriptors got;
    CHECK_EQUAL(0, socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(send_with(ends[0], (int[]){-EAGAIN, 0})));
    CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(send_with(ends[0], (int[]){-ENOBUFS, 0})));
    CHECK_EQUAL(HR_ERROR_OTHER, hr_error_kind_of(send_with(ends[0], (int[]){-ETOOMANYREFS, 0})));
    CHECK_EQUAL(HR_ERROR_MESSAGE_SIZE, hr_error_kind_of(send_with(ends[0], (int[]){-EMSGSIZE, 0})));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(receive_with(ends[1], &got, (int[]){-EINTR, 0})));
    CHECK_EQUAL(1, send_with(ends[0], (int[]){-EINTR, -EINTR, 0}));
    CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(receive_with(ends[1], &got, (int[]){-ENOMEM, 0})));
    CHECK_EQUAL(0, got.count);
    CHECK_EQUAL(1, receive_with(ends[1], &got, (int[]){-EINTR, 0}));
    CHECK_EQUAL(3, got.count);
    CHECK_EQUAL(0, got.truncated);
    close_all(&got);
    run_out_of_numbers(ends[0], ends[1]);
    CHECK_EQUAL(0, close(ends[0]));
    CHECK_EQUAL(0, receive_with(ends[1], &got, (int[]){0}));
    CHECK_EQUAL(0, close(ends[1]));
}
