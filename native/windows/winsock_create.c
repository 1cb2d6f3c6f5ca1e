/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/winsock_create.h"

#include <windows.h>

#include "windows/winsock_result.h"

static INIT_ONCE started = INIT_ONCE_STATIC_INIT;

/* Never undone: Winsock ends with the process. */
static BOOL CALLBACK start(INIT_ONCE *once, void *error_out, void **context)
{
    (void)once, (void)context;
    WSADATA data;
    *(int *)error_out = WSAStartup(MAKEWORD(2, 2), &data);
    return *(int *)error_out == 0;
}

hr_result hr_winsock_bring_up(SOCKET socket)
{
    u_long on = 1;
    hr_result result = hr_winsock_result(ioctlsocket(socket, (long)FIONBIO, &on));
    if (result == 0 && !SetHandleInformation((HANDLE)socket, HANDLE_FLAG_INHERIT, 0)) {
        result = hr_error_from_os((int)GetLastError());
    }
    if (result < 0) {
        (void)closesocket(socket); /* the first error is the one to tell */
    }
    return result < 0 ? result : (hr_result)socket;
}

hr_result hr_winsock_create(int family, int type)
{
    int error = 0;
    if (!InitOnceExecuteOnce(&started, start, &error, NULL)) {
        return hr_error_from_os(error);
    }
    SOCKET socket = WSASocketW(family, type, 0, NULL, 0, WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
    return socket == INVALID_SOCKET ? hr_winsock_result(SOCKET_ERROR) : hr_winsock_bring_up(socket);
}
