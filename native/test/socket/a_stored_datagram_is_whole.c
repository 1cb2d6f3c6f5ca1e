/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/udp.h"

enum { LARGEST = 65507 };

void behaviour(void)
{
    static char sent[LARGEST];
    char byte;
    hr_address at;
    hr_address peer;
    hr_socket socket = udp_bind(HR_INET4, &at);
    hr_store *store;
    CHECK_EQUAL(0, hr_store_open(&store));
    for (int i = 0; i < LARGEST; i++) {
        sent[i] = (char)(31 * i >> 3);
    }
    udp_send(socket, 'a', &at);
    CHECK_EQUAL(LARGEST, hr_socket_send_to(socket, sent, LARGEST, &at));
    udp_send(socket, 'z', &at);

    CHECK_EQUAL((hr_result)2 << 32 | 1, hr_socket_receive_ahead(socket, &byte, 1, &peer, store));
    const hr_datagram *stored = (const hr_datagram *)store;
    CHECK_EQUAL('a', byte);
    CHECK_EQUAL(LARGEST, stored[0].length);
    CHECK_EQUAL(0, memcmp(stored[0].bytes, sent, LARGEST));
    CHECK_EQUAL(1, stored[1].length);
    CHECK_EQUAL('z', stored[1].bytes[0]);
    hr_store_close(store);
    CHECK_EQUAL(0, hr_socket_close(socket));
}
