/* SPDX-License-Identifier: Apache-2.0 */
/* SCM_RIGHTS in unix(7), cmsg(3) */
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hr_pass.h"
#include "posix/control.h"
#include "posix/result.h"
#include "posix/socket_create.h"

/* Room for what socket options may add: SO_PASSCRED and SO_TIMESTAMP of Linux. */
enum { OTHER_CONTROL = 256 };

typedef union {
    struct cmsghdr aligned;
    uint8_t bytes[CMSG_SPACE(HR_DESCRIPTORS_MOST * sizeof(int)) + OTHER_CONTROL];
} control_memory;

static void attach(struct msghdr *message, control_memory *control, const hr_descriptors *descriptors)
{
    if (descriptors->count == 0) {
        return;
    }
    size_t size = descriptors->count * sizeof(int);
    memset(control, 0, sizeof *control);
    message->msg_control = control;
    message->msg_controllen = (__typeof__(message->msg_controllen))CMSG_SPACE(size); /* musl has an int */
    struct cmsghdr *rights = CMSG_FIRSTHDR(message);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = (__typeof__(rights->cmsg_len))CMSG_LEN(size);
    int numbers[HR_DESCRIPTORS_MOST];
    for (uint32_t i = 0; i < descriptors->count; i++) {
        numbers[i] = (int)descriptors->numbers[i];
    }
    memcpy(CMSG_DATA(rights), numbers, size);
}

hr_result hr_socket_send_descriptors(hr_socket socket, const void *memory, uint64_t length,
                                     const hr_descriptors *descriptors)
{
    if (descriptors->count > HR_DESCRIPTORS_MOST) {
        return hr_error_from_os(EINVAL);
    }
    control_memory control;
    struct iovec bytes = {.iov_base = (void *)(uintptr_t)memory, .iov_len = length};
    struct msghdr message = {.msg_iov = &bytes, .msg_iovlen = 1};
    attach(&message, &control, descriptors);
    ssize_t sent;
    do {
        sent = sendmsg((int)socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    } while (hr_posix_interrupted(sent));
    return hr_posix_result(sent);
}

static void take(hr_descriptors *to, struct cmsghdr *rights)
{
    for (size_t i = 0; i < hr_posix_rights(rights); i++) {
        int number;
        memcpy(&number, CMSG_DATA(rights) + i * sizeof number, sizeof number);
        if (to->count < HR_DESCRIPTORS_MOST) {
            to->numbers[to->count++] = number;
        } else {
            to->truncated = 1;
            (void)close(number);
        }
    }
}

hr_result hr_socket_receive_descriptors(hr_socket socket, void *memory, uint64_t length, hr_descriptors *out)
{
    control_memory control;
    struct iovec bytes = {.iov_base = memory, .iov_len = length};
    struct msghdr message = {.msg_iov = &bytes, .msg_iovlen = 1};
    out->count = 0;
    out->truncated = 0;
    ssize_t received;
    do {
        message.msg_control = &control;
        message.msg_controllen = sizeof control;
        received = hr_posix_receive_message((int)socket, &message, MSG_DONTWAIT);
    } while (hr_posix_interrupted(received));
    if (received < 0) {
        return hr_posix_result(received);
    }
    out->truncated = (message.msg_flags & MSG_CTRUNC) != 0;
    for (struct cmsghdr *each = CMSG_FIRSTHDR(&message); each != NULL; each = hr_posix_next_control(&message, each)) {
        take(out, each);
    }
    return received;
}

static hr_descriptor_kind kind_of(mode_t mode)
{
    if (S_ISSOCK(mode)) {
        return HR_SOCKET;
    }
    if (S_ISFIFO(mode)) {
        return HR_PIPE;
    }
    return S_ISREG(mode) || S_ISCHR(mode) || S_ISBLK(mode) ? HR_FILE : HR_OTHER;
}

static int access_of(int flags)
{
    int mode = flags & O_ACCMODE;
    int access = (mode != O_WRONLY ? HR_READ : 0) | (mode != O_RDONLY ? HR_WRITE : 0);
    return access | ((flags & O_APPEND) != 0 ? HR_APPEND : 0);
}

hr_result hr_descriptor_kind_of(hr_socket number)
{
    struct stat status;
    int flags = fstat((int)number, &status) < 0 ? -1 : fcntl((int)number, F_GETFL);
    if (flags < 0) {
        return hr_posix_result(-1);
    }
#ifdef O_PATH
    if ((flags & O_PATH) != 0) {
        return HR_OTHER;
    }
#endif
    return kind_of(status.st_mode) | access_of(flags) << HR_ACCESS_SHIFT;
}

hr_result hr_descriptor_duplicate(hr_socket number)
{
    return hr_posix_result(fcntl((int)number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

hr_result hr_descriptor_replace(hr_socket number, hr_socket with)
{
    int answer;
    do {
        answer = hr_posix_duplicate_to((int)with, (int)number);
    } while (answer < 0 && (errno == EINTR || errno == EBUSY));
    if (answer < 0) {
        return hr_posix_result(answer);
    }
    (void)close((int)with);
    return 0;
}

hr_result hr_socket_listens(hr_socket socket)
{
    int listens = 0;
    socklen_t length = sizeof listens;
    int answer = getsockopt((int)socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length);
    return answer < 0 ? hr_posix_result(answer) : listens != 0;
}
