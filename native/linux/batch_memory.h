/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_LINUX_BATCH_MEMORY_H
#define HR_LINUX_BATCH_MEMORY_H

#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>

#include "hr_batch.h"

/* What one sendmmsg(2) or recvmmsg(2) is given. It lies behind the messages of a batch. */
enum { HR_LINUX_BATCH_CALLS = 64 };

/* Room for the segment size, two forms of the TOS byte, two local addresses, a time and a count. */
enum {
    HR_LINUX_BATCH_CONTROL = CMSG_SPACE(sizeof(int)) * 4 + CMSG_SPACE(sizeof(struct in6_pktinfo)) +
                             CMSG_SPACE(sizeof(struct in_pktinfo)) + CMSG_SPACE(sizeof(struct sockaddr_in6)) * 2 +
                             CMSG_SPACE(sizeof(struct timespec))
};

typedef union {
    struct cmsghdr aligned;
    char bytes[HR_LINUX_BATCH_CONTROL];
} hr_linux_control;

typedef struct {
    struct mmsghdr messages[HR_LINUX_BATCH_CALLS];
    struct sockaddr_storage peers[HR_LINUX_BATCH_CALLS];
    hr_linux_control controls[HR_LINUX_BATCH_CALLS];
    uint32_t ends[HR_LINUX_BATCH_CALLS]; /* the message of the batch behind the last of each */
    struct iovec vectors[];              /* as many as the batch has messages */
} hr_linux_call;

static inline hr_linux_call *hr_linux_call_of(hr_batch *batch)
{
    return (hr_linux_call *)&batch->messages[batch->capacity];
}

/* Appends a control message. */
void hr_linux_put_control(struct msghdr *header, int level, int type, const void *value, size_t size);

/* As the calls of the system; one by one where a kernel or a sandbox lacks the call for several (ENOSYS). */
int hr_linux_send_messages(int descriptor, struct mmsghdr *messages, unsigned count);
int hr_linux_receive_messages(int descriptor, struct mmsghdr *messages, unsigned count);

#endif
