/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/tcp.h"
#include "test/support/udp.h"

enum { ESTABLISHED = 1, CLOSED = 7 };

void behaviour(void)
{
    int64_t fields[HR_TCP_FIELD_COUNT];
    hr_socket fresh = tcp_open(HR_INET4);
    CHECK_EQUAL(0, hr_socket_tcp_info(fresh, fields));
    CHECK_EQUAL(CLOSED, fields[HR_TCP_STATE]);
    CHECK_EQUAL(0, hr_socket_close(fresh));

    tcp_pair pair = tcp_connected(HR_INET4);
    CHECK_EQUAL(3, hr_socket_send(pair.client, "abc", 3));
    CHECK_EQUAL(HR_READ, hr_socket_await(pair.server, HR_READ, NULL, -1));
    CHECK_EQUAL(0, hr_socket_tcp_info(pair.client, fields));
    CHECK_EQUAL(ESTABLISHED, fields[HR_TCP_STATE]);
    CHECK_EQUAL(3, fields[HR_TCP_BYTES_SENT]);
    CHECK(fields[HR_TCP_SND_MSS] > 0);
    CHECK(fields[HR_TCP_SND_CWND] > 0);
    CHECK_EQUAL(INT64_MAX, fields[HR_TCP_MAX_PACING_RATE]);
    CHECK_EQUAL(0, hr_socket_tcp_info(pair.server, fields));
    CHECK_EQUAL(3, fields[HR_TCP_BYTES_RECEIVED]);
    tcp_close(pair);

    hr_address at;
    hr_socket datagrams = udp_bind(HR_INET4, &at);
    CHECK(hr_socket_tcp_info(datagrams, fields) < 0);
    CHECK_EQUAL(0, hr_socket_close(datagrams));
}
