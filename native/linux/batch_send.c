/* SPDX-License-Identifier: Apache-2.0 */
/* sendmmsg(2); UDP_SEGMENT in udp(7); IP_PKTINFO and IP_TOS in ip(7), and their forms in ipv6(7) */
#include <netinet/in.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>

#include "linux/batch_memory.h"
#include "posix/addresses.h"
#include "posix/result.h"

/* Of <linux/udp.h>; musl lacks it. */
#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

enum {
    SEGMENTS = 64,        /* UDP_MAX_SEGMENTS of the kernels that have least */
    JOINED_BYTES = 65507, /* payload of the largest IPv4 datagram */
};

typedef struct {
    hr_batch *batch;
    const uint8_t *payload;
    uint32_t at;          /* the next message */
    uint32_t end;         /* behind the last one */
    uint32_t plain_until; /* messages before it are sent one by one */
} sending;

static bool is_same_address(const hr_address *one, const hr_address *other)
{
    return one->family == other->family &&
           (one->family == 0 || (one->length == other->length && memcmp(one->bytes, other->bytes, one->length) == 0));
}

static bool is_like(const hr_message *one, const hr_message *next)
{
    return (next->flags & HR_MESSAGE_SAME_PEER) != 0 &&
           (next->flags & HR_MESSAGE_HAS_TOS) == (one->flags & HR_MESSAGE_HAS_TOS) && next->tos == one->tos &&
           is_same_address(&next->local, &one->local);
}

/* Where the run of datagrams ends that begins with the next message: all of one size, but for a shorter last one. */
static uint32_t end_of_run(const sending *state)
{
    const hr_message *messages = state->batch->messages;
    uint32_t size = messages[state->at].length;
    uint32_t end = state->at + 1;
    if (size == 0 || state->at < state->plain_until) {
        return end;
    }
    uint32_t bytes = size;
    while (end < state->end && end - state->at < SEGMENTS && messages[end - 1].length == size &&
           messages[end].length <= size && messages[end].length > 0 && bytes + messages[end].length <= JOINED_BYTES &&
           is_like(&messages[end - 1], &messages[end])) {
        bytes += messages[end].length;
        end++;
    }
    return end;
}

static size_t fill_vectors(const sending *state, uint32_t end, struct iovec *vectors)
{
    size_t count = 0;
    const uint8_t *behind = NULL;
    for (uint32_t i = state->at; i < end; i++) {
        const hr_message *message = &state->batch->messages[i];
        const uint8_t *from = state->payload + message->offset;
        if (from == behind) {
            vectors[count - 1].iov_len += message->length;
        } else {
            vectors[count++] = (struct iovec){(void *)(intptr_t)from, message->length};
        }
        behind = from + message->length;
    }
    return count;
}

static void put_local(struct msghdr *header, const hr_message *message)
{
    if (message->local.family == HR_INET4) {
        struct in_pktinfo info = {.ipi_ifindex = (int)message->interface};
        memcpy(&info.ipi_spec_dst, message->local.bytes, sizeof info.ipi_spec_dst);
        hr_linux_put_control(header, IPPROTO_IP, IP_PKTINFO, &info, sizeof info);
    } else if (message->local.family == HR_INET6) {
        struct in6_pktinfo info = {.ipi6_ifindex = message->interface};
        memcpy(&info.ipi6_addr, message->local.bytes, sizeof info.ipi6_addr);
        hr_linux_put_control(header, IPPROTO_IPV6, IPV6_PKTINFO, &info, sizeof info);
    }
}

/* Both forms: the kernel passes over that of the other protocol. */
static void put_tos(struct msghdr *header, const hr_message *message)
{
    if ((message->flags & HR_MESSAGE_HAS_TOS) != 0) {
        int tos = (int)message->tos;
        hr_linux_put_control(header, IPPROTO_IP, IP_TOS, &tos, sizeof tos);
        hr_linux_put_control(header, IPPROTO_IPV6, IPV6_TCLASS, &tos, sizeof tos);
    }
}

/* The message whose peer this one has. */
static const hr_message *first_of_peer(const hr_message *message)
{
    while ((message->flags & HR_MESSAGE_SAME_PEER) != 0) {
        message--;
    }
    return message;
}

/* named: the message that has the peer of the run. */
static void put_message(const sending *state, const hr_message *named, uint32_t end, struct iovec *vectors,
                        hr_linux_call *call, unsigned index)
{
    const hr_message *message = &state->batch->messages[state->at];
    struct msghdr *header = &call->messages[index].msg_hdr;
    *header = (struct msghdr){.msg_iov = vectors, .msg_control = call->controls[index].bytes};
    header->msg_iovlen = (__typeof__(header->msg_iovlen))fill_vectors(state, end, vectors); /* musl has an int */
    if (named->peer.family != 0) {
        header->msg_name = &call->peers[index];
        header->msg_namelen = hr_posix_sockaddr(&named->peer, &call->peers[index]);
    }
    put_local(header, message);
    put_tos(header, message);
    if (end - state->at > 1) {
        uint16_t size = (uint16_t)message->length;
        hr_linux_put_control(header, IPPROTO_UDP, UDP_SEGMENT, &size, sizeof size);
    }
    call->ends[index] = end;
}

/* Answers for how many calls' worth of messages there was room. */
static unsigned fill(const sending *state, hr_linux_call *call)
{
    sending rest = *state;
    struct iovec *vectors = call->vectors;
    const hr_message *named = first_of_peer(&state->batch->messages[state->at]);
    unsigned count = 0;
    while (rest.at < rest.end && count < HR_LINUX_BATCH_CALLS) {
        const hr_message *first = &state->batch->messages[rest.at];
        uint32_t end = end_of_run(&rest);
        named = (first->flags & HR_MESSAGE_SAME_PEER) != 0 ? named : first;
        put_message(&rest, named, end, vectors, call, count);
        vectors += call->messages[count].msg_hdr.msg_iovlen;
        rest.at = end;
        count++;
    }
    return count;
}

/* EIO: the device adds no checksums. EINVAL, EMSGSIZE: a segment is longer than the path's MTU, or there are too many.
   The datagrams may pass one by one, or fragmented; else their own error says which does not. */
static bool is_refused_offload(int error)
{
    return error == EIO || error == EINVAL || error == EMSGSIZE || error == EOPNOTSUPP;
}

/* A kernel without it would send a joined datagram as it is. */
static bool has_offload(int descriptor)
{
    int size;
    socklen_t length = sizeof size;
    return getsockopt(descriptor, IPPROTO_UDP, UDP_SEGMENT, &size, &length) == 0;
}

static bool is_joined(const sending *state, const hr_linux_call *call)
{
    return call->ends[0] - state->at > 1;
}

hr_result hr_batch_send(hr_socket socket, hr_batch *batch, uint32_t from, uint32_t to, const void *payload)
{
    hr_linux_call *call = hr_linux_call_of(batch);
    sending state = {.batch = batch, .payload = payload, .at = from, .end = to};
    if (to - from > 1 && batch->offload == HR_BATCH_OFFLOAD_ON && !has_offload((int)socket)) {
        batch->offload = HR_BATCH_OFFLOAD_OFF;
    }
    state.plain_until = batch->offload == HR_BATCH_OFFLOAD_ON ? from : to;
    batch->error = 0;
    while (state.at < to) {
        unsigned count = fill(&state, call);
        int sent = hr_linux_send_messages((int)socket, call->messages, count);
        if (sent > 0) {
            state.at = call->ends[sent - 1];
        } else if (errno == EIO && is_joined(&state, call)) {
            batch->offload = HR_BATCH_OFFLOAD_OFF;
            state.plain_until = to;
        } else if (is_refused_offload(errno) && is_joined(&state, call)) {
            state.plain_until = call->ends[0];
        } else if (errno != EINTR) {
            batch->error = hr_error_from_os(errno);
            break;
        }
    }
    return state.at - from;
}
