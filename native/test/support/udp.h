/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_TEST_UDP_H
#define HR_TEST_UDP_H

#include <stdbool.h>

#include "hr_socket.h"

/* On a free port of the loopback interface; at_out: where. */
hr_socket udp_bind(uint32_t family, hr_address *at_out);

/* On a port of every address, which others may share. Port 0 is any: where comes out. */
hr_socket udp_share(uint32_t family, uint32_t *port);

/* Waits for a datagram; answers its first byte. */
char udp_receive(hr_socket socket, hr_address *peer_out);

void udp_send(hr_socket socket, char byte, const hr_address *to);

bool udp_is_empty(hr_socket socket);

typedef struct {
    uint32_t index;
    hr_address address; /* of the family, without a port */
} udp_interface;

/* Where groups can be spoken to without a word that leaves the host: for IPv4 the loopback interface, for IPv6 one
   whose routes know groups. False where there is none. */
bool udp_find_interface(uint32_t family, udp_interface *out);

/* A group of the family, for IPv6 one that stays inside the interface. */
hr_address udp_group(uint32_t family, uint32_t port);

/* A socket that sends to groups by the interface, and from its address. */
hr_socket udp_open_sender(const udp_interface *interface);

#endif
