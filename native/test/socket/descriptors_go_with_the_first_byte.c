/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "hr_pass.h"
#include "test/support/check.h"
#include "test/support/unix_domain.h"

typedef struct {
    hr_socket sender;
    hr_socket receiver;
} pair;

static pair connected(void)
{
    hr_address at = unix_path();
    hr_address peer;
    hr_socket listener = unix_listen(&at, 1);
    hr_socket sender = unix_open();
    CHECK_EQUAL(0, hr_socket_connect(sender, &at));
    hr_socket receiver = hr_socket_accept(listener, &peer);
    CHECK(receiver >= 0);
    CHECK_EQUAL(0, hr_socket_close(listener));
    unix_remove(&at);
    return (pair){sender, receiver};
}

static void check_flags(hr_socket number)
{
    CHECK((fcntl((int)number, F_GETFD) & FD_CLOEXEC) != 0);
}

static void check_usable(hr_socket source, hr_socket sink)
{
    char text[4];
    CHECK_EQUAL(3, hr_pipe_write(sink, "abc", 3));
    CHECK_EQUAL(3, hr_pipe_read(source, text, sizeof text));
    CHECK(memcmp(text, "abc", 3) == 0);
}

/* Both ends, of which the sender keeps none. */
static void pass_pipe(pair over)
{
    char text[16];
    hr_descriptors sent = {.count = 2};
    hr_descriptors got;
    CHECK_EQUAL(0, hr_pipe_open(&sent.numbers[0], &sent.numbers[1]));
    CHECK_EQUAL(5, hr_socket_send_descriptors(over.sender, "hello", 5, &sent));
    CHECK_EQUAL(0, hr_socket_close(sent.numbers[0]));
    CHECK_EQUAL(0, hr_socket_close(sent.numbers[1]));
    CHECK_EQUAL(2, hr_socket_receive_descriptors(over.receiver, text, 2, &got));
    CHECK_EQUAL(2, got.count);
    CHECK_EQUAL(0, got.truncated);
    check_flags(got.numbers[0]);
    check_flags(got.numbers[1]);
    check_usable(got.numbers[0], got.numbers[1]);
    CHECK_EQUAL(HR_PIPE | HR_READ << HR_ACCESS_SHIFT, hr_descriptor_kind_of(got.numbers[0]));
    CHECK_EQUAL(HR_PIPE | HR_WRITE << HR_ACCESS_SHIFT, hr_descriptor_kind_of(got.numbers[1]));
    CHECK_EQUAL(0, hr_socket_close(got.numbers[0]));
    CHECK_EQUAL(0, hr_socket_close(got.numbers[1]));
    CHECK_EQUAL(3, hr_socket_receive_descriptors(over.receiver, text, sizeof text, &got));
    CHECK_EQUAL(0, got.count);
}

/* A receive that takes no descriptors, and bytes without any. */
static void drop_pipe(pair over)
{
    char text[16];
    hr_descriptors sent = {.count = 1};
    hr_descriptors none = {.count = 0};
    hr_socket source;
    CHECK_EQUAL(0, hr_pipe_open(&source, &sent.numbers[0]));
    CHECK_EQUAL(1, hr_socket_send_descriptors(over.sender, "x", 1, &sent));
    CHECK_EQUAL(0, hr_socket_close(sent.numbers[0]));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_pipe_read(source, text, sizeof text)));
    CHECK_EQUAL(1, hr_socket_receive(over.receiver, text, sizeof text));
    CHECK_EQUAL(0, hr_pipe_read(source, text, sizeof text));
    CHECK_EQUAL(0, hr_socket_close(source));
    CHECK_EQUAL(1, hr_socket_send_descriptors(over.sender, "y", 1, &none));
    CHECK_EQUAL(1, hr_socket_receive(over.receiver, text, sizeof text));
}

/* Each call ends before the bytes with which other descriptors came. */
static void keep_messages_apart(pair over)
{
    char text[16];
    hr_descriptors got;
    hr_descriptors own = {.count = 1, .numbers = {over.sender}};
    CHECK_EQUAL(1, hr_socket_send_descriptors(over.sender, "1", 1, &own));
    CHECK_EQUAL(1, hr_socket_send_descriptors(over.sender, "2", 1, &own));
    for (int i = 0; i < 2; i++) {
        CHECK_EQUAL(1, hr_socket_receive_descriptors(over.receiver, text, sizeof text, &got));
        CHECK_EQUAL(1, got.count);
        CHECK_EQUAL(HR_SOCKET, hr_descriptor_kind_of(got.numbers[0]) & 0xff);
        CHECK_EQUAL(0, hr_socket_listens(got.numbers[0]));
        CHECK_EQUAL(0, hr_socket_close(got.numbers[0]));
    }
}

static void refuse(pair over)
{
    char text[1];
    hr_descriptors got;
    hr_descriptors bad = {.count = 1, .numbers = {9999}};
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_socket_send_descriptors(over.sender, "x", 1, &bad)));
    bad.count = HR_DESCRIPTORS_MOST + 1;
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(hr_socket_send_descriptors(over.sender, "x", 1, &bad)));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_socket_receive_descriptors(over.receiver, text, 1, &got)));
    CHECK_EQUAL(0, got.count);
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_descriptor_kind_of(9999)));
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_descriptor_duplicate(9999)));
}

static void replace(void)
{
    char text[4];
    hr_socket source;
    hr_socket sink;
    int null = open("/dev/null", O_RDONLY);
    CHECK_EQUAL(0, hr_pipe_open(&source, &sink));
    CHECK_EQUAL(HR_FILE | HR_READ << HR_ACCESS_SHIFT, hr_descriptor_kind_of(null));
    CHECK_EQUAL(0, hr_descriptor_replace(null, source));
    check_flags(null);
    CHECK_EQUAL(1, hr_pipe_write(sink, "x", 1));
    CHECK_EQUAL(1, hr_pipe_read(null, text, sizeof text));
    CHECK_EQUAL(HR_ERROR_BAD_DESCRIPTOR, hr_error_kind_of(hr_descriptor_replace(null, source)));
    hr_socket duplicate = hr_descriptor_duplicate(sink);
    check_flags(duplicate);
    CHECK_EQUAL(0, hr_socket_close(duplicate));
    CHECK_EQUAL(0, close(null));
    CHECK_EQUAL(0, hr_socket_close(sink));
}

void behaviour(void)
{
    pair over = connected();
    pass_pipe(over);
    drop_pipe(over);
    keep_messages_apart(over);
    refuse(over);
    CHECK_EQUAL(0, hr_socket_close(over.sender));
    CHECK_EQUAL(0, hr_socket_close(over.receiver));
    replace();
}
