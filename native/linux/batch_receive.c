/* SPDX-License-Identifier: Apache-2.0 */
/* recvmmsg(2); UDP_GRO in udp(7); the control messages of ip(7), ipv6(7) and socket(7) */
#include <netinet/in.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "linux/batch_memory.h"
#include "posix/addresses.h"
#include "posix/control.h"
#include "posix/result.h"

#ifndef UDP_GRO
#define UDP_GRO 104
#endif
#ifndef IPV6_ORIGDSTADDR
#define IPV6_ORIGDSTADDR 74
#endif

enum { NANOSECONDS = 1000000000 };

/* What the control messages of one receive tell. */
typedef struct {
    hr_message *message;
    uint32_t segment; /* size of the datagrams that were joined; 0: it is one */
} told;

static void take_time(told *to, const void *value)
{
    struct timespec time;
    memcpy(&time, value, sizeof time);
    to->message->time_ns = (int64_t)time.tv_sec * NANOSECONDS + time.tv_nsec;
}

static void take_dropped(told *to, const void *value)
{
    memcpy(&to->message->dropped, value, sizeof to->message->dropped);
    to->message->flags |= HR_MESSAGE_HAS_DROPPED;
}

static void take_segment(told *to, const void *value)
{
    int size;
    memcpy(&size, value, sizeof size);
    to->segment = (uint32_t)size;
}

static void take_tos_byte(told *to, const void *value)
{
    to->message->tos = *(const uint8_t *)value;
    to->message->flags |= HR_MESSAGE_HAS_TOS;
}

static void take_traffic_class(told *to, const void *value)
{
    int tos;
    memcpy(&tos, value, sizeof tos);
    to->message->tos = (uint32_t)tos & 0xff;
    to->message->flags |= HR_MESSAGE_HAS_TOS;
}

static void take_inet4(told *to, const void *value)
{
    struct in_pktinfo info;
    memcpy(&info, value, sizeof info);
    hr_address *local = &to->message->local;
    *local = (hr_address){.family = HR_INET4, .length = sizeof info.ipi_addr};
    memcpy(local->bytes, &info.ipi_addr, sizeof info.ipi_addr);
    to->message->interface = (uint32_t)info.ipi_ifindex;
}

static void take_inet6(told *to, const void *value)
{
    struct in6_pktinfo info;
    memcpy(&info, value, sizeof info);
    hr_address *local = &to->message->local;
    *local = (hr_address){.family = HR_INET6, .length = sizeof info.ipi6_addr};
    memcpy(local->bytes, &info.ipi6_addr, sizeof info.ipi6_addr);
    to->message->interface = info.ipi6_ifindex;
}

static void take_destination4(told *to, const void *value)
{
    struct sockaddr_storage address;
    memcpy(&address, value, sizeof(struct sockaddr_in));
    hr_posix_address(&address, sizeof(struct sockaddr_in), &to->message->local);
}

static void take_destination6(told *to, const void *value)
{
    struct sockaddr_storage address;
    memcpy(&address, value, sizeof(struct sockaddr_in6));
    hr_posix_address(&address, sizeof(struct sockaddr_in6), &to->message->local);
}

static const struct {
    int level;
    int type;
    size_t size;
    void (*take)(told *to, const void *value);
} controls[] = {
    {IPPROTO_UDP, UDP_GRO, sizeof(int), take_segment},
    {IPPROTO_IP, IP_PKTINFO, sizeof(struct in_pktinfo), take_inet4},
    {IPPROTO_IPV6, IPV6_PKTINFO, sizeof(struct in6_pktinfo), take_inet6},
    {IPPROTO_IP, IP_TOS, sizeof(uint8_t), take_tos_byte},
    {IPPROTO_IPV6, IPV6_TCLASS, sizeof(int), take_traffic_class},
    {SOL_SOCKET, SCM_TIMESTAMPNS, sizeof(struct timespec), take_time},
    {SOL_SOCKET, SO_RXQ_OVFL, sizeof(uint32_t), take_dropped},
    /* Behind the addresses of the interface: they have the port too. */
    {IPPROTO_IP, IP_ORIGDSTADDR, sizeof(struct sockaddr_in), take_destination4},
    {IPPROTO_IPV6, IPV6_ORIGDSTADDR, sizeof(struct sockaddr_in6), take_destination6},
};

static void take_control(told *to, struct cmsghdr *control)
{
    for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++) {
        if (controls[i].level == control->cmsg_level && controls[i].type == control->cmsg_type &&
            control->cmsg_len >= CMSG_LEN(controls[i].size)) {
            controls[i].take(to, CMSG_DATA(control));
        }
    }
}

static uint32_t read_message(hr_message *to, hr_linux_call *call, unsigned index)
{
    struct msghdr *header = &call->messages[index].msg_hdr;
    told known = {.message = to};
    hr_posix_address(&call->peers[index], header->msg_namelen, &to->peer);
    to->local.family = 0;
    to->time_ns = 0;
    to->interface = 0;
    to->length = call->messages[index].msg_len;
    to->flags = (header->msg_flags & MSG_TRUNC) != 0 ? HR_MESSAGE_TRUNCATED : 0;
    for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control != NULL;
         control = hr_posix_next_control(header, control)) {
        take_control(&known, control);
    }
    return known.segment;
}

static void put_slots(hr_linux_call *call, unsigned count, uint8_t *payload, uint64_t size)
{
    for (unsigned i = 0; i < count; i++) {
        call->vectors[i] = (struct iovec){payload + i * size, size};
        call->messages[i].msg_hdr = (struct msghdr){.msg_name = &call->peers[i],
                                                    .msg_namelen = sizeof call->peers[i],
                                                    .msg_iov = &call->vectors[i],
                                                    .msg_iovlen = 1,
                                                    .msg_control = call->controls[i].bytes,
                                                    .msg_controllen = sizeof call->controls[i]};
    }
}

static int receive(hr_socket socket, hr_linux_call *call, unsigned count)
{
    int received;
    do {
        received = hr_linux_receive_messages((int)socket, call->messages, count);
    } while (hr_posix_interrupted(received));
    return received;
}

static unsigned least(uint64_t one, uint64_t other)
{
    return (unsigned)(one < other ? one : other);
}

hr_result hr_batch_receive(hr_socket socket, hr_batch *batch, void *payload, uint64_t length)
{
    hr_linux_call *call = hr_linux_call_of(batch);
    uint64_t size = length / batch->capacity;
    unsigned count = least(batch->capacity, HR_LINUX_BATCH_CALLS);
    put_slots(call, count, payload, size);
    int received = receive(socket, call, count);
    for (int i = 0; i < received; i++) {
        hr_message *message = &batch->messages[i];
        (void)read_message(message, call, (unsigned)i); /* one each: nobody asked the system to join them */
        message->offset = (uint32_t)((uint64_t)i * size);
    }
    return hr_posix_result(received);
}

hr_result hr_batch_join(hr_socket socket)
{
    int on = 1;
    return hr_posix_result(setsockopt((int)socket, IPPROTO_UDP, UDP_GRO, &on, sizeof on));
}

/* Parts the datagrams that a message holds, of a segment each; the last one may be shorter. Answers how many. */
static uint32_t part(hr_message *first, uint32_t offset, uint32_t segment)
{
    uint32_t left = first->length;
    uint32_t count = 0;
    first->offset = offset;
    if (segment == 0 || segment >= left) {
        return 1;
    }
    while (left > 0 && count < HR_BATCH_JOINED_MOST) {
        hr_message *message = &first[count];
        if (count > 0) {
            /* Two addresses of 112 bytes would be most of the time. */
            message->local = first->local;
            message->time_ns = first->time_ns;
            message->tos = first->tos;
            message->dropped = first->dropped;
            message->interface = first->interface;
            message->flags = first->flags | HR_MESSAGE_SAME_PEER;
            message->offset = offset + count * segment;
        }
        message->length = left < segment ? left : segment;
        left -= message->length;
        count++;
    }
    /* A kernel that joins more than it has room for here is not known. */
    first[count - 1].flags |= left > 0 ? HR_MESSAGE_TRUNCATED : 0;
    return count;
}

hr_result hr_batch_receive_joined(hr_socket socket, hr_batch *batch, void *payload, uint64_t length)
{
    hr_linux_call *call = hr_linux_call_of(batch);
    unsigned count = least(length / HR_BATCH_JOINED_BYTES, batch->capacity / HR_BATCH_JOINED_MOST);
    count = least(count, HR_LINUX_BATCH_CALLS);
    if (count == 0) {
        return hr_error_from_os(EINVAL);
    }
    put_slots(call, count, payload, HR_BATCH_JOINED_BYTES);
    int received = receive(socket, call, count);
    if (received < 0) {
        return hr_posix_result(received);
    }
    uint32_t messages = 0;
    for (int i = 0; i < received; i++) {
        uint32_t segment = read_message(&batch->messages[messages], call, (unsigned)i);
        messages += part(&batch->messages[messages], (uint32_t)i * HR_BATCH_JOINED_BYTES, segment);
    }
    return messages;
}
