/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "hr_batch.h"
#include "test/support/check.h"
#include "test/support/udp.h"

enum { MESSAGES = 20, LENGTH = 1000 };

static hr_batch *batch_open(uint32_t capacity)
{
    hr_batch *batch = calloc(1, (size_t)hr_batch_size(capacity));
    CHECK(batch != NULL);
    batch->capacity = capacity;
    return batch;
}

static void send_all(hr_socket sender, const hr_address *to, const uint8_t *payload)
{
    hr_batch *batch = batch_open(MESSAGES);
    for (uint32_t i = 0; i < MESSAGES; i++) {
        uint32_t length = i == MESSAGES - 1 ? LENGTH / 2 : LENGTH;
        batch->messages[i] = (hr_message){.peer = *to, .offset = i * LENGTH, .length = length};
        batch->messages[i].flags = i > 0 ? HR_MESSAGE_SAME_PEER : 0;
    }
    CHECK_EQUAL(MESSAGES, hr_batch_send(sender, batch, 0, MESSAGES, payload));
    free(batch);
}

static void check_family(uint32_t family)
{
    static uint8_t payload[MESSAGES * LENGTH];
    static uint8_t room[HR_BATCH_JOINED_BYTES];
    for (uint32_t i = 0; i < sizeof payload; i++) {
        payload[i] = (uint8_t)(i / LENGTH);
    }
    hr_address at;
    hr_socket receiver = udp_bind(family, &at);
    hr_socket sender = hr_socket_open(family, HR_DATAGRAM);
    hr_batch *received = batch_open(HR_BATCH_JOINED_MOST);
    CHECK_EQUAL(0, hr_batch_join(receiver));
    send_all(sender, &at, payload);
    CHECK_EQUAL(HR_READ, hr_socket_await(receiver, HR_READ, NULL, -1));
    CHECK_EQUAL(MESSAGES, hr_batch_receive_joined(receiver, received, room, sizeof room));
    for (uint32_t i = 0; i < MESSAGES; i++) {
        const hr_message *message = &received->messages[i];
        CHECK_EQUAL(i == MESSAGES - 1 ? LENGTH / 2 : LENGTH, message->length);
        CHECK_EQUAL(i, room[message->offset]);
        CHECK_EQUAL(i > 0, (message->flags & HR_MESSAGE_SAME_PEER) != 0);
    }
    CHECK(hr_batch_receive_joined(receiver, received, room, HR_BATCH_JOINED_BYTES - 1) < 0);
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(hr_batch_receive_joined(receiver, received, room, sizeof room)));
    free(received);
    CHECK_EQUAL(0, hr_socket_close(receiver));
    CHECK_EQUAL(0, hr_socket_close(sender));
}

void behaviour(void)
{
    check_family(HR_INET4);
    check_family(HR_INET6);
}
