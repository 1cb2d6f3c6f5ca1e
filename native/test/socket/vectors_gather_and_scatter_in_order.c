/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

typedef hr_result transfer(hr_socket socket, const hr_buffer *buffers, int count);

static hr_buffer buffer(const void *memory, size_t length)
{
    return (hr_buffer){.address = (uintptr_t)memory, .length = length};
}

static void check_order(hr_socket from, transfer *write, hr_socket to, transfer *read)
{
    char first[2];
    char second[6];
    hr_buffer out[] = {buffer("he", 2), buffer("", 0), buffer("adrace", 6)};
    hr_buffer in[] = {buffer(first, sizeof first), buffer(second, sizeof second)};
    CHECK_EQUAL(8, write(from, out, 3));
    CHECK_EQUAL(HR_READ, hr_socket_await(to, HR_READ, NULL, -1));
    CHECK_EQUAL(8, read(to, in, 2));
    CHECK_EQUAL(0, memcmp(first, "he", 2));
    CHECK_EQUAL(0, memcmp(second, "adrace", 6));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(read(to, in, 2)));
}

void behaviour(void)
{
    tcp_pair pair = tcp_connected(HR_INET4);
    check_order(pair.client, hr_socket_send_vector, pair.server, hr_socket_receive_vector);
    tcp_close(pair);

    hr_socket source;
    hr_socket sink;
    CHECK_EQUAL(0, hr_pipe_open(&source, &sink));
    check_order(sink, hr_pipe_write_vector, source, hr_pipe_read_vector);
    CHECK_EQUAL(0, hr_socket_close(source));
    CHECK_EQUAL(0, hr_socket_close(sink));
}
