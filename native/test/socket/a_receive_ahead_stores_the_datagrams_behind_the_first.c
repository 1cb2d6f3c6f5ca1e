/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test/support/check.h"
#include "test/support/udp.h"

enum { SENT = 2 + HR_STORED_MOST };

static const hr_datagram *datagram(const hr_store *store, int index)
{
    return (const hr_datagram *)store + index;
}

static void check_family(uint32_t family)
{
    char bytes[8] = {0};
    hr_address at;
    hr_address peer;
    hr_address senders[2];
    hr_socket receiver = udp_bind(family, &at);
    hr_socket sockets[] = {udp_bind(family, &senders[0]), udp_bind(family, &senders[1])};
    hr_store *store;
    CHECK_EQUAL(0, hr_store_open(&store));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK,
                hr_error_kind_of(hr_socket_receive_ahead(receiver, bytes, sizeof bytes, &peer, store)));
    for (int i = 0; i < SENT; i++) {
        CHECK_EQUAL(i, hr_socket_send_to(sockets[i % 2], "abcdefghijklmnopqrst", (uint64_t)i, &at));
    }

    CHECK_EQUAL((hr_result)HR_STORED_MOST << 32 | 0,
                hr_socket_receive_ahead(receiver, bytes, sizeof bytes, &peer, store));
    CHECK_EQUAL(senders[0].port, peer.port);
    for (int i = 1; i <= HR_STORED_MOST; i++) {
        const hr_datagram *next = datagram(store, i - 1);
        CHECK_EQUAL(i, next->length);
        CHECK_EQUAL(0, memcmp(next->bytes, "abcdefghijklmnopqrst", (size_t)i));
        CHECK_EQUAL(0, memcmp(&next->peer, &senders[i % 2], offsetof(hr_address, bytes) + next->peer.length));
    }
    CHECK_EQUAL(4, hr_socket_receive_ahead(receiver, bytes, 4, &peer, store));
    CHECK_EQUAL(0, memcmp(bytes, "abcd\0", 5));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK,
                hr_error_kind_of(hr_socket_receive_ahead(receiver, bytes, sizeof bytes, &peer, store)));
    hr_store_close(store);
    CHECK_EQUAL(0, hr_socket_close(sockets[0]));
    CHECK_EQUAL(0, hr_socket_close(sockets[1]));
    CHECK_EQUAL(0, hr_socket_close(receiver));
}

void behaviour(void)
{
    check_family(HR_INET4);
    check_family(HR_INET6);
}
