/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "hr_socket.h"
#include "posix/result.h"

static int type_of(int descriptor)
{
    int type;
    socklen_t length = sizeof type;
    return getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length) < 0 ? -1 : type;
}

static int make_nonblocking(int descriptor)
{
    int flags = fcntl(descriptor, F_GETFL);
    return flags < 0 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}

hr_result hr_socket_inherit(hr_socket number)
{
    if (type_of((int)number) < 0) {
        return hr_posix_result(-1);
    }
    int descriptor = fcntl((int)number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (descriptor >= 0 && make_nonblocking(descriptor) < 0) {
        hr_result error = hr_posix_result(-1);
        (void)close(descriptor); /* the first error is the one to tell */
        return error;
    }
    return hr_posix_result(descriptor);
}

hr_result hr_socket_adopt(hr_socket number)
{
    int flags = fcntl((int)number, F_GETFD);
    if (flags < 0 || fcntl((int)number, F_SETFD, flags | FD_CLOEXEC) < 0 || make_nonblocking((int)number) < 0) {
        return hr_posix_result(-1);
    }
    return number;
}

hr_result hr_socket_type(hr_socket socket)
{
    int type = type_of((int)socket);
    if (type < 0) {
        return hr_posix_result(-1);
    }
    return type == SOCK_STREAM ? HR_STREAM : type == SOCK_DGRAM ? HR_DATAGRAM : 0;
}

hr_result hr_standard_streams_to_null(void)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null < 0) {
        return hr_posix_result(-1);
    }
    hr_result result = 0;
    for (int number = STDIN_FILENO; number <= STDERR_FILENO && result == 0; number++) {
        int answer;
        do {
            answer = dup2(null, number);
        } while (answer < 0 && (errno == EINTR || errno == EBUSY));
        result = answer < 0 ? hr_posix_result(-1) : 0;
    }
    if (null > STDERR_FILENO) {
        (void)close(null);
    }
    return result;
}
