/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/udp.h"

typedef struct {
    uint16_t code;
    uint8_t jump_true;
    uint8_t jump_false;
    uint32_t k;
} instruction;

enum { RETURN = 0x06, SOCKETS = 3, MOST = 4096 };

static hr_socket open_shared(uint32_t *port)
{
    hr_socket socket = hr_socket_open(HR_INET4, HR_DATAGRAM);
    hr_address at = {.family = HR_INET4, .port = *port, .length = 4, .bytes = {127, 0, 0, 1}};
    CHECK_EQUAL(0, hr_socket_set_option(socket, HR_INET4, HR_OPTION_SO_REUSEPORT, 1));
    CHECK_EQUAL(0, hr_socket_bind(socket, &at));
    CHECK_EQUAL(0, hr_socket_local_address(socket, &at));
    *port = at.port;
    return socket;
}

void behaviour(void)
{
    uint32_t port = 0;
    hr_socket sockets[SOCKETS];
    hr_socket sender = hr_socket_open(HR_INET4, HR_DATAGRAM);
    for (int i = 0; i < SOCKETS; i++) {
        sockets[i] = open_shared(&port);
    }
    hr_address to = {.family = HR_INET4, .port = port, .length = 4, .bytes = {127, 0, 0, 1}};
    for (uint32_t chosen = 0; chosen < SOCKETS; chosen++) {
        instruction program = {RETURN, 0, 0, chosen};
        CHECK_EQUAL(0, hr_socket_set_option_bytes(sockets[0], HR_INET4, HR_OPTION_SO_ATTACH_REUSEPORT_CBPF, &program,
                                                  sizeof program));
        hr_address peer;
        udp_send(sender, (char)('a' + chosen), &to);
        CHECK_EQUAL('a' + chosen, udp_receive(sockets[chosen], &peer));
    }
    static const instruction too_many[MOST + 1];
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT,
                hr_error_kind_of(hr_socket_set_option_bytes(sockets[0], HR_INET4, HR_OPTION_SO_ATTACH_REUSEPORT_CBPF,
                                                            too_many, sizeof too_many)));
    for (int i = 0; i < SOCKETS; i++) {
        CHECK_EQUAL(0, hr_socket_close(sockets[i]));
    }
    CHECK_EQUAL(0, hr_socket_close(sender));
}
