/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test/support/subject.h"

const hr_poller_backend *subject_backend(void)
{
    CHECK(check_argument != NULL);
    int i = 0;
    while (hr_poller_backends[i] != NULL && strcmp(hr_poller_backends[i]->name, check_argument) != 0) {
        i++;
    }
    CHECK(hr_poller_backends[i] != NULL);
    return hr_poller_backends[i];
}

void subject_open(subject *it)
{
    *it = (subject){.backend = subject_backend(), .capacity = SUBJECT_CAPACITY};
    CHECK_EQUAL(0, it->backend->open(&it->poller));
}

void subject_close(subject *it)
{
    it->backend->close(it->poller);
}

int subject_wait(subject *it, const hr_change *changes, int nchanges, int64_t timeout_ns)
{
    hr_result result = it->backend->wait(it->poller, changes, nchanges, it->events, it->capacity, timeout_ns);
    CHECK(result >= 0);
    it->woken = (result & HR_WAIT_WOKEN) != 0;
    it->count = (int)(result & ~HR_WAIT_WOKEN);
    CHECK(it->count <= it->capacity);
    return it->count;
}

int subject_look(subject *it)
{
    return subject_wait(it, NULL, 0, 0);
}

int subject_change(subject *it, int socket, uint64_t token, int was, int now)
{
    const hr_change change = {.socket = socket, .token = token, .was = (uint16_t)was, .now = (uint16_t)now};
    subject_wait(it, &change, 1, 0);
    CHECK((subject_ready(it, token) & HR_CHANGE_FAILED) == 0);
    return it->count;
}

uint32_t subject_ready(const subject *it, uint64_t token)
{
    uint32_t ready = 0;
    for (int i = 0; i < it->count; i++) {
        ready |= it->events[i].token == token ? it->events[i].ready : 0;
    }
    return ready;
}

void subject_wakeup(subject *it)
{
    CHECK_EQUAL(0, it->backend->wakeup(it->poller));
}

void subject_forget(subject *it, int socket, uint64_t token)
{
    CHECK_EQUAL(0, it->backend->forget(it->poller, socket, token));
}

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
