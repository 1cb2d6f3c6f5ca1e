/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "hr_move.h"
#include "test/support/check.h"
#include "test/support/tcp.h"

enum { SIZE = 1 << 20, FROM = 5 };

static char bytes[SIZE];
static char got[SIZE];

static FILE *file_of_bytes(void)
{
    for (int i = 0; i < SIZE; i++) {
        bytes[i] = (char)(i % 251);
    }
    FILE *file = tmpfile();
    CHECK(file != NULL && fwrite(bytes, 1, SIZE, file) == SIZE && fflush(file) == 0);
    return file;
}

static uint64_t receive_until_empty(hr_socket from, uint64_t count)
{
    hr_result received = 0;
    do {
        count += (uint64_t)received;
        received = hr_socket_receive(from, got + count, SIZE - count);
    } while (received > 0);
    return count;
}

/* More than the socket takes: some of it, then nothing until there is room again. */
void behaviour(void)
{
    FILE *file = file_of_bytes();
    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(0, hr_socket_set_option(pair.client, HR_INET4, HR_OPTION_SO_SNDBUF, 4096));
    uint64_t sent = FROM;
    uint64_t received = FROM;
    while (sent < SIZE) {
        hr_result result = hr_send_file(pair.client, fileno(file), sent, UINT64_MAX);
        if (result < 0) {
            CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(result));
            received = receive_until_empty(pair.server, received);
            CHECK_EQUAL(HR_WRITE, hr_socket_await(pair.client, HR_WRITE, NULL, -1));
        } else {
            CHECK(result > 0);
            sent += (uint64_t)result;
        }
    }
    CHECK_EQUAL(SIZE, sent);
    while (received < SIZE) {
        CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
        received = receive_until_empty(pair.server, received);
    }
    CHECK(memcmp(bytes + FROM, got + FROM, SIZE - FROM) == 0);

    CHECK_EQUAL(0, hr_send_file(pair.client, fileno(file), SIZE, 10));
    CHECK_EQUAL(0, hr_send_file(pair.client, fileno(file), 0, 0));
    CHECK_EQUAL(0, fclose(file));
    tcp_close(pair);
}
