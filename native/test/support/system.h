/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_TEST_SYSTEM_H
#define HR_TEST_SYSTEM_H

#include <stdbool.h>

#include "hr_socket.h"

/* In what the systems differ, where the seams let them. */
typedef struct {
    uint32_t reported;        /* the bits of an event that poll(2) tells for sure; the others may be absent */
    bool ipv6_obeys_for_ipv4; /* an IPv6 socket has the options of IPPROTO_IP, and its groups */
    bool ipv6_keeps_no_tos;   /* IP_TOS of an IPv6 stream is taken, and reads as 0 */
    hr_option shares_ports;   /* lets datagram sockets share a port of the wildcard address */
    const hr_option *lacks;   /* options that the system does not know; ends with HR_OPTION_COUNT */
} system_facts;

extern const system_facts system_has;

bool system_lacks(hr_option option);

#endif
