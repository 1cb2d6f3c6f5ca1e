/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"

enum { SOCKETS = 5000 };

static hr_socket sockets[SOCKETS];
static uint8_t told[SOCKETS];

static hr_socket open_datagrams(void)
{
    const hr_address loopback = {.family = HR_INET4, .length = 4, .bytes = {127, 0, 0, 1}};
    hr_socket socket = hr_socket_open(HR_INET4, HR_DATAGRAM);
    CHECK(socket >= 0);
    CHECK_EQUAL(0, hr_socket_bind(socket, &loopback));
    return socket;
}

static int take_events(const subject *it)
{
    for (int i = 0; i < it->count; i++) {
        uint32_t slot = (uint32_t)it->events[i].token;
        CHECK(slot < SOCKETS);
        CHECK_EQUAL(HR_READ, it->events[i].ready);
        CHECK_EQUAL(0, told[slot]++);
    }
    return it->count;
}

void behaviour(void)
{
    subject it;
    hr_address at;
    subject_open(&it);
    for (uint32_t i = 0; i < SOCKETS; i++) {
        sockets[i] = open_datagrams();
        CHECK_EQUAL(0, subject_change(&it, (int)sockets[i], token_of(i, 1), 0, HR_READ | HR_ONESHOT));
    }
    for (int i = 0; i < SOCKETS; i++) {
        CHECK_EQUAL(0, hr_socket_local_address(sockets[i], &at));
        CHECK_EQUAL(1, hr_socket_send_to(sockets[(i + 1) % SOCKETS], "x", 1, &at));
    }
    for (int count = 0; count < SOCKETS; count += take_events(&it)) {
        subject_wait(&it, NULL, 0, -1);
    }
    CHECK_EQUAL(0, subject_look(&it));
    for (int i = 0; i < SOCKETS; i++) {
        CHECK_EQUAL(0, hr_socket_close(sockets[i]));
    }
    subject_close(&it);
}
