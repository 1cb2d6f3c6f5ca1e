/* SPDX-License-Identifier: Apache-2.0 */
#include "linux/batch_memory.h"

#include <string.h>

#include "posix/result.h"

hr_result hr_batch_size(uint32_t capacity)
{
    if (capacity == 0 || capacity > HR_BATCH_MOST) {
        return hr_error_from_os(EINVAL);
    }
    return (hr_result)(sizeof(hr_batch) + capacity * sizeof(hr_message) + sizeof(hr_linux_call) +
                       capacity * sizeof(struct iovec));
}

void hr_linux_put_control(struct msghdr *header, int level, int type, const void *value, size_t size)
{
    void *end = (char *)header->msg_control + header->msg_controllen;
    struct cmsghdr *control = end;
    control->cmsg_level = level;
    control->cmsg_type = type;
    control->cmsg_len = (__typeof__(control->cmsg_len))CMSG_LEN(size); /* musl has an int */
    memcpy(CMSG_DATA(control), value, size);
    header->msg_controllen += (__typeof__(header->msg_controllen))CMSG_SPACE(size);
}

int hr_linux_send_messages(int descriptor, struct mmsghdr *messages, unsigned count)
{
    int sent = sendmmsg(descriptor, messages, count, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno == ENOSYS) {
        ssize_t bytes = sendmsg(descriptor, &messages->msg_hdr, MSG_DONTWAIT | MSG_NOSIGNAL);
        sent = bytes < 0 ? -1 : 1;
    }
    return sent;
}

int hr_linux_receive_messages(int descriptor, struct mmsghdr *messages, unsigned count)
{
    int received = recvmmsg(descriptor, messages, count, MSG_DONTWAIT, NULL);
    if (received < 0 && errno == ENOSYS) {
        ssize_t bytes = recvmsg(descriptor, &messages->msg_hdr, MSG_DONTWAIT);
        messages->msg_len = bytes < 0 ? 0 : (unsigned)bytes;
        received = bytes < 0 ? -1 : 1;
    }
    return received;
}
