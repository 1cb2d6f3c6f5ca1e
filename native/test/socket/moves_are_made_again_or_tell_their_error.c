/* SPDX-License-Identifier: Apache-2.0 */
/* sendfile(2) and splice(2) get the next answer of a script: 0 is that of the system, a positive one cuts the call
   short, a negative one is an error. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hr_move.h"
#include "hr_socket.h"
#include "test/support/check.h"
#include "test/support/tcp.h"

enum { SHORT = 3 };

static const int *script;

static size_t cut(size_t count)
{
    int answer = *script == 0 ? 0 : *script++;
    errno = -answer;
    return answer < 0 ? 0 : answer > 0 && (size_t)answer < count ? (size_t)answer : count;
}

ssize_t sendfile(int target, int file, off_t *offset, size_t count)
{
    size_t allowed = cut(count);
    return allowed == 0 ? -1 : syscall(SYS_sendfile, target, file, offset, allowed);
}

ssize_t splice(int source, off64_t *from, int target, off64_t *to, size_t count, unsigned flags)
{
    size_t allowed = cut(count);
    return allowed == 0 ? -1 : syscall(SYS_splice, source, from, target, to, allowed, flags);
}

static hr_result send_file(hr_socket to, int file, uint64_t position, const int *answers)
{
    script = answers;
    return hr_send_file(to, file, position, 10);
}

static void check_file(void)
{
    char text[16];
    FILE *file = tmpfile();
    CHECK(file != NULL && fputs("0123456789", file) >= 0 && fflush(file) == 0);
    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(SHORT, send_file(pair.client, fileno(file), 0, (int[]){-EINTR, -EINTR, SHORT, 0}));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK,
                hr_error_kind_of(send_file(pair.client, fileno(file), SHORT, (int[]){-EAGAIN, 0})));
    CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(send_file(pair.client, fileno(file), SHORT, (int[]){-ENOBUFS, 0})));
    CHECK_EQUAL(7, send_file(pair.client, fileno(file), SHORT, (int[]){0}));
    CHECK_EQUAL(0, send_file(pair.client, fileno(file), 10, (int[]){0}));
    for (hr_result got = 0; got < 10;) {
        CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
        got += hr_socket_receive(pair.server, text + got, sizeof text - (size_t)got);
    }
    CHECK(memcmp(text, "0123456789", 10) == 0);
    CHECK_EQUAL(0, fclose(file));
    tcp_close(pair);
}

static hr_result splice_with(hr_socket from, hr_socket to, const int *answers)
{
    script = answers;
    return hr_splice(from, to, 10);
}

static void check_pipe(void)
{
    char text[16];
    hr_socket source;
    hr_socket sink;
    CHECK_EQUAL(0, hr_pipe_open(&source, &sink));
    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(splice_with(pair.server, sink, (int[]){0})));
    CHECK_EQUAL(10, hr_socket_send(pair.client, "0123456789", 10));
    CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
    CHECK_EQUAL(SHORT, splice_with(pair.server, sink, (int[]){-EINTR, SHORT, 0}));
    CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(splice_with(pair.server, sink, (int[]){-ENOBUFS, 0})));
    CHECK_EQUAL(7, splice_with(pair.server, sink, (int[]){0}));
    CHECK_EQUAL(10, hr_pipe_read(source, text, sizeof text));
    CHECK(memcmp(text, "0123456789", 10) == 0);
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(splice_with(pair.server, pair.client, (int[]){0})));
    CHECK_EQUAL(0, hr_socket_shutdown(pair.client, HR_WRITE));
    CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
    CHECK_EQUAL(0, splice_with(pair.server, sink, (int[]){0}));
    CHECK_EQUAL(16384, hr_pipe_resize(sink, 16383));
    CHECK_EQUAL(EINVAL, hr_error_os_code(hr_pipe_resize(source, UINT32_MAX)));
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_pipe_resize(pair.server, 1)));
    CHECK_EQUAL(0, hr_socket_close(source));
    CHECK_EQUAL(0, hr_socket_close(sink));
    tcp_close(pair);
}

void behaviour(void)
{
    check_file();
    check_pipe();
}
