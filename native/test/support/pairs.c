/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test/support/subject.h"

static void make_nonblocking(int descriptor)
{
    CHECK(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0);
}

pair pair_unix(void)
{
    int ends[2];
    CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    make_nonblocking(ends[0]);
    make_nonblocking(ends[1]);
    return (pair){ends[0], ends[1]};
}

pair pair_tcp(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(bind(listener, (struct sockaddr *)&address, length) == 0);
    CHECK(listen(listener, 1) == 0);
    CHECK(getsockname(listener, (struct sockaddr *)&address, &length) == 0);
    int near = socket(AF_INET, SOCK_STREAM, 0);
    CHECK(connect(near, (struct sockaddr *)&address, length) == 0);
    int far = accept(listener, NULL, NULL);
    CHECK(far >= 0);
    make_nonblocking(near);
    make_nonblocking(far);
    close_number(listener);
    return (pair){near, far};
}

void pair_close(pair sockets)
{
    close_number(sockets.near);
    close_number(sockets.far);
}

void put_byte(int socket)
{
    CHECK_EQUAL(1, write(socket, "x", 1));
}

void take_byte(int socket)
{
    char byte;
    CHECK_EQUAL(1, read(socket, &byte, 1));
}

void close_number(int descriptor)
{
    CHECK(close(descriptor) == 0);
}

int open_again(int descriptor)
{
    int number = dup(descriptor);
    CHECK(number >= 0);
    return number;
}

void open_as(int descriptor, int number)
{
    CHECK_EQUAL(number, fcntl(descriptor, F_DUPFD, number));
}
