/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "hr_socket.h"
#include "posix/result.h"

hr_result hr_socket_set_blocking(hr_socket socket, int blocking)
{
    int non_blocking = !blocking;
    return hr_posix_result(ioctl((int)socket, FIONBIO, &non_blocking));
}

hr_result hr_socket_receive_blocking(hr_socket socket, void *memory, uint64_t length)
{
    ssize_t received;
    do {
        received = recv((int)socket, memory, length, 0);
    } while (hr_posix_interrupted(received));
    return hr_posix_result(received);
}
