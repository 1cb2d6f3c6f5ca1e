/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/winsock_transfer.h"

#include <limits.h>

#include "windows/winsock_result.h"

bool hr_winsock_is_of_datagrams(SOCKET socket)
{
    int type = 0;
    int length = sizeof type;
    return getsockopt(socket, SOL_SOCKET, SO_TYPE, (char *)&type, &length) == 0 && type == SOCK_DGRAM;
}

hr_result hr_winsock_transferred(SOCKET socket, int answer, uint64_t bytes)
{
    if (answer != SOCKET_ERROR) {
        return (hr_result)bytes;
    }
    int error = WSAGetLastError();
    if (error == WSAEMSGSIZE) {
        return (hr_result)bytes;
    }
    if (error == WSAESHUTDOWN) {
        return 0; /* POSIX: the end of the stream */
    }
    return error == WSAECONNRESET && hr_winsock_is_of_datagrams(socket) ? hr_error(HR_ERROR_CONNECTION_REFUSED, error)
                                                                        : hr_error_from_os(error);
}

int hr_winsock_length(uint64_t length)
{
    return length < INT_MAX ? (int)length : INT_MAX;
}
