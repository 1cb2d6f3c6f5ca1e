/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/system.h"
#include "test/support/tcp.h"

typedef struct {
    hr_option option;
    int32_t value;
} setting;

static const setting settings[] = {
    {HR_OPTION_SO_SNDBUF, 16384},
    {HR_OPTION_SO_RCVBUF, 32768},
    {HR_OPTION_SO_KEEPALIVE, 1},
    {HR_OPTION_SO_REUSEADDR, 1},
    {HR_OPTION_SO_REUSEPORT, 1},
    {HR_OPTION_SO_LINGER, 0},
    {HR_OPTION_SO_LINGER, 12},
    {HR_OPTION_SO_LINGER, -1},
    {HR_OPTION_SO_OOBINLINE, 1},
    {HR_OPTION_TCP_NODELAY, 1},
    {HR_OPTION_IP_TOS, 0x10},
    {HR_OPTION_TCP_KEEPIDLE, 60},
    {HR_OPTION_TCP_KEEPINTERVAL, 5},
    {HR_OPTION_TCP_KEEPCOUNT, 3},
    {HR_OPTION_TCP_QUICKACK, 0},
    {HR_OPTION_SO_REUSEADDR, 0},
    {HR_OPTION_SO_RCVLOWAT, 10},
    {HR_OPTION_TCP_FASTOPEN, 5},
    {HR_OPTION_TCP_FASTOPEN_CONNECT, 1},
    {HR_OPTION_TCP_USER_TIMEOUT, 3000},
    {HR_OPTION_TCP_NOTSENT_LOWAT, 16384},
    {HR_OPTION_TCP_CORK, 1},
    {HR_OPTION_IP_FREEBIND, 1},
    {HR_OPTION_IP_PKTINFO, 1},
    {HR_OPTION_IP_RECVORIGDSTADDR, 1},
    {HR_OPTION_IP_RECVTOS, 1},
    {HR_OPTION_IP_MTU_DISCOVER, 3},
    {HR_OPTION_SO_TIMESTAMPNS, 1},
    {HR_OPTION_SO_RXQ_OVFL, 1},
    {HR_OPTION_SO_INCOMING_CPU, 0},
};

static int32_t expected(uint32_t family, const setting *to)
{
    bool is_forgotten = system_has.ipv6_keeps_no_tos && family == HR_INET6 && to->option == HR_OPTION_IP_TOS;
    return is_forgotten ? 0 : to->value;
}

static void check_taken(hr_socket socket, uint32_t family, const setting *to)
{
    int32_t value = -2;
    CHECK_EQUAL(0, hr_socket_set_option(socket, family, to->option, to->value));
    CHECK_EQUAL(0, hr_socket_get_option(socket, family, to->option, &value));
    CHECK_EQUAL(expected(family, to), value);
}

void behaviour(void)
{
    for (uint32_t family = HR_INET4; family <= HR_INET6; family++) {
        hr_socket socket = tcp_open(family);
        for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
            if (!system_lacks(settings[i].option)) {
                check_taken(socket, family, &settings[i]);
            }
        }
        CHECK_EQUAL(0, hr_socket_close(socket));
    }
}
