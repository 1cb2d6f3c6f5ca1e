/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

/* Last: they define near and far. */
#include <winsock2.h>

static void half_close(hr_socket socket)
{
    CHECK_EQUAL(0, hr_socket_shutdown(socket, HR_WRITE));
}

static void close_it(hr_socket socket)
{
    CHECK_EQUAL(0, hr_socket_close(socket));
}

static void reset(hr_socket socket)
{
    CHECK_EQUAL(0, hr_socket_set_option(socket, HR_INET4, HR_OPTION_SO_LINGER, 0));
    close_it(socket);
}

static const struct {
    void (*end)(hr_socket socket);
    bool closes;
    uint32_t tells; /* one of these */
} ends[] = {
    {half_close, false, HR_HALF_CLOSED},
    {close_it, true, HR_HALF_CLOSED},
    {reset, true, HR_HALF_CLOSED | HR_HANGUP}, /* Wine 8 reads a reset as the end */
};

static void expect(subject *it, int i, uint64_t token)
{
    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(0, subject_change(it, (int)pair.server, token, 0, HR_READ | HR_ONESHOT));
    ends[i].end(pair.client);
    CHECK_EQUAL(1, subject_wait(it, NULL, 0, -1));
    CHECK((subject_ready(it, token) & ends[i].tells) != 0);
    CHECK_EQUAL(0, hr_socket_close(pair.server));
    if (!ends[i].closes) {
        CHECK_EQUAL(0, hr_socket_close(pair.client));
    }
}

void behaviour(void)
{
    subject it;
    subject_open(&it);
    for (int i = 0; i < (int)(sizeof ends / sizeof ends[0]); i++) {
        expect(&it, i, token_of((uint32_t)i + 1, 1));
    }
    subject_close(&it);
}
