/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_TEST_TCP_H
#define HR_TEST_TCP_H

#include "hr_socket.h"

typedef struct {
    hr_socket client;
    hr_socket server;
} tcp_pair;

/* 127.0.0.1, mapped for HR_INET6. */
hr_address tcp_loopback(uint32_t family, uint32_t port);

/* On a free port of the loopback interface; at_out: where. */
hr_socket tcp_bind(uint32_t family, hr_address *at_out);
hr_socket tcp_listen(uint32_t family, int backlog, hr_address *at_out);

hr_socket tcp_open(uint32_t family);

/* A socket that is connected to the listener's queue. */
hr_socket tcp_connect(uint32_t family, const hr_address *to);

tcp_pair tcp_connected(uint32_t family);
void tcp_close(tcp_pair pair);

/* Closes the client in such a way that the server is reset, and waits until it knows. */
void tcp_reset(tcp_pair pair);

#endif
