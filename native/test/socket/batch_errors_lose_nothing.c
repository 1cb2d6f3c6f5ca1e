/* SPDX-License-Identifier: Apache-2.0 */
/* Each system call of a batch gets the next answer of a script: 0 is that of the system, a number of messages cuts it
   short, a negative one is an error. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "hr_batch.h"
#include "test/support/check.h"
#include "test/support/udp.h"

enum { MESSAGES = 8, LENGTH = 100 };

static const int *script = (const int[]){0};
static int calls;

static int next_answer(void)
{
    calls++;
    return *script == 0 ? 0 : *script++;
}

static int answer_of(long (*system_call)(int, struct mmsghdr *, unsigned), int socket, struct mmsghdr *messages,
                     unsigned count)
{
    int answer = next_answer();
    if (answer < 0) {
        errno = -answer;
        return -1;
    }
    return (int)system_call(socket, messages, answer > 0 && (unsigned)answer < count ? (unsigned)answer : count);
}

static long send_now(int socket, struct mmsghdr *messages, unsigned count)
{
    return syscall(SYS_sendmmsg, socket, messages, count, MSG_DONTWAIT);
}

static long receive_now(int socket, struct mmsghdr *messages, unsigned count)
{
    return syscall(SYS_recvmmsg, socket, messages, count, MSG_DONTWAIT, NULL);
}

int sendmmsg(int socket, struct mmsghdr *messages, unsigned count, int flags)
{
    (void)flags;
    return answer_of(send_now, socket, messages, count);
}

int recvmmsg(int socket, struct mmsghdr *messages, unsigned count, int flags, struct timespec *timeout)
{
    (void)flags, (void)timeout;
    return answer_of(receive_now, socket, messages, count);
}

int setsockopt(int socket, int level, int name, const void *value, socklen_t length)
{
    int answer = next_answer();
    errno = -answer;
    return answer < 0 ? -1 : (int)syscall(SYS_setsockopt, socket, level, name, value, length);
}

static hr_batch *batch_open(uint32_t capacity)
{
    hr_batch *batch = calloc(1, (size_t)hr_batch_size(capacity));
    CHECK(batch != NULL);
    batch->capacity = capacity;
    return batch;
}

typedef struct {
    hr_socket receiver;
    hr_socket sender;
    hr_address at;
    hr_batch *batch;
    uint8_t payload[MESSAGES * LENGTH];
} fixture;

static void start(fixture *with)
{
    with->receiver = udp_bind(HR_INET4, &with->at);
    with->sender = hr_socket_open(HR_INET4, HR_DATAGRAM);
    with->batch = batch_open(MESSAGES);
    for (uint32_t i = 0; i < MESSAGES; i++) {
        hr_message *message = &with->batch->messages[i];
        memset(with->payload + i * LENGTH, (int)('a' + i), LENGTH);
        *message = (hr_message){.peer = with->at, .offset = i * LENGTH, .length = LENGTH};
        message->flags = i > 0 ? HR_MESSAGE_SAME_PEER : 0;
    }
}

static void end(fixture *with)
{
    CHECK(udp_is_empty(with->receiver));
    CHECK_EQUAL(0, hr_socket_close(with->receiver));
    CHECK_EQUAL(0, hr_socket_close(with->sender));
    free(with->batch);
}

static void expect(fixture *with, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        hr_address peer;
        CHECK_EQUAL('a' + i, udp_receive(with->receiver, &peer));
    }
}

static hr_result send_from(fixture *with, uint32_t from, const int *answers)
{
    script = answers;
    with->batch->messages[from].flags &= ~(uint32_t)HR_MESSAGE_SAME_PEER;
    return hr_batch_send(with->sender, with->batch, from, MESSAGES, with->payload);
}

static void interrupts_and_short_answers_are_made_good(fixture *with)
{
    CHECK_EQUAL(MESSAGES, send_from(with, 0, (int[]){-EINTR, -EINTR, 0}));
    CHECK_EQUAL(0, with->batch->error);
    expect(with, 0, MESSAGES);
}

static void an_offload_that_is_refused_is_done_without(fixture *with, int error)
{
    CHECK_EQUAL(MESSAGES, send_from(with, 0, (int[]){-error, 3, 0}));
    expect(with, 0, MESSAGES);
    with->batch->offload = HR_BATCH_OFFLOAD_ON;
}

static void an_error_says_how_many_were_sent(fixture *with, int error, hr_error_kind kind)
{
    with->batch->offload = HR_BATCH_OFFLOAD_OFF;
    CHECK_EQUAL(3, send_from(with, 0, (int[]){3, -error, 0}));
    CHECK_EQUAL(kind, hr_error_kind_of(with->batch->error));
    expect(with, 0, 3);
    CHECK_EQUAL(MESSAGES - 3, send_from(with, 3, (int[]){0}));
    CHECK_EQUAL(0, with->batch->error);
    expect(with, 3, MESSAGES);
    with->batch->offload = HR_BATCH_OFFLOAD_ON;
}

static void a_device_without_checksums_is_asked_once(fixture *with)
{
    CHECK_EQUAL(MESSAGES, send_from(with, 0, (int[]){-EIO, 0}));
    expect(with, 0, MESSAGES);
    CHECK_EQUAL(HR_BATCH_OFFLOAD_OFF, with->batch->offload);
    calls = 0;
    CHECK_EQUAL(MESSAGES, send_from(with, 0, (int[]){0}));
    CHECK_EQUAL(1, calls);
    expect(with, 0, MESSAGES);
    with->batch->offload = HR_BATCH_OFFLOAD_ON;
}

static void a_missing_call_is_replaced_by_a_loop(fixture *with)
{
    static const int missing[] = {-ENOSYS, -ENOSYS, -ENOSYS, -ENOSYS, -ENOSYS, -ENOSYS, -ENOSYS, -ENOSYS, 0};
    with->batch->offload = HR_BATCH_OFFLOAD_OFF;
    CHECK_EQUAL(MESSAGES, send_from(with, 0, missing));
    hr_batch *received = batch_open(MESSAGES);
    uint8_t payload[MESSAGES * LENGTH];
    for (int i = 0; i < MESSAGES; i++) {
        script = missing;
        CHECK_EQUAL(1, hr_batch_receive(with->receiver, received, payload, sizeof payload));
        CHECK_EQUAL('a' + i, payload[0]);
        CHECK_EQUAL(LENGTH, received->messages[0].length);
    }
    free(received);
}

static void receives_are_made_again_or_tell_their_error(fixture *with)
{
    CHECK_EQUAL(MESSAGES, send_from(with, 0, (int[]){0}));
    hr_batch *received = batch_open(MESSAGES);
    uint8_t payload[MESSAGES * LENGTH];
    script = (int[]){-ENOBUFS, -EINTR, 3, 0};
    CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(hr_batch_receive(with->receiver, received, payload, sizeof payload)));
    CHECK_EQUAL(3, hr_batch_receive(with->receiver, received, payload, sizeof payload));
    CHECK_EQUAL(MESSAGES - 3, hr_batch_receive(with->receiver, received, payload, sizeof payload));
    CHECK_EQUAL(HR_ERROR_WOULD_BLOCK,
                hr_error_kind_of(hr_batch_receive(with->receiver, received, payload, sizeof payload)));
    free(received);
}

static void joined_receives_are_made_again_or_tell_their_error(fixture *with)
{
    static const int errors[] = {-ENOBUFS, -EIO, -EAGAIN, -EMSGSIZE};
    static uint8_t payload[2 * HR_BATCH_JOINED_BYTES];
    hr_batch *received = batch_open(2 * HR_BATCH_JOINED_MOST);
    with->batch->offload = HR_BATCH_OFFLOAD_ON;
    for (uint32_t i = 1; i < MESSAGES; i++) {
        with->batch->messages[i].flags = HR_MESSAGE_SAME_PEER;
    }
    script = (int[]){-ENOPROTOOPT, -ENOMEM, 0};
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_batch_join(with->receiver)));
    CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(hr_batch_join(with->receiver)));
    CHECK_EQUAL(0, hr_batch_join(with->receiver));
    CHECK_EQUAL(MESSAGES, send_from(with, 0, (int[]){0}));
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        script = (int[]){-EINTR, errors[i], 0};
        CHECK_EQUAL(hr_error_from_os(-errors[i]),
                    hr_batch_receive_joined(with->receiver, received, payload, sizeof payload));
    }
    script = (int[]){-EINTR, -ENOSYS, 0};
    CHECK_EQUAL(MESSAGES, hr_batch_receive_joined(with->receiver, received, payload, sizeof payload));
    for (uint32_t i = 0; i < MESSAGES; i++) {
        CHECK_EQUAL(LENGTH, received->messages[i].length);
        CHECK_EQUAL('a' + i, payload[received->messages[i].offset]);
    }
    free(received);
}

void behaviour(void)
{
    fixture with;
    start(&with);
    interrupts_and_short_answers_are_made_good(&with);
    an_offload_that_is_refused_is_done_without(&with, EIO);
    an_offload_that_is_refused_is_done_without(&with, EINVAL);
    an_offload_that_is_refused_is_done_without(&with, EMSGSIZE);
    an_error_says_how_many_were_sent(&with, EAGAIN, HR_ERROR_WOULD_BLOCK);
    an_error_says_how_many_were_sent(&with, ENOBUFS, HR_ERROR_MEMORY);
    an_error_says_how_many_were_sent(&with, EMSGSIZE, HR_ERROR_MESSAGE_SIZE);
    a_device_without_checksums_is_asked_once(&with);
    a_missing_call_is_replaced_by_a_loop(&with);
    receives_are_made_again_or_tell_their_error(&with);
    joined_receives_are_made_again_or_tell_their_error(&with);
    end(&with);
}
