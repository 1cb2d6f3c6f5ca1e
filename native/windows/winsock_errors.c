/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <winsock2.h>

#include <windows.h>

#include "hr_error.h"

static const struct {
    int os_code;
    hr_error_kind kind;
} kinds[] = {
    {WSAEWOULDBLOCK, HR_ERROR_WOULD_BLOCK},
    {WSAEINPROGRESS, HR_ERROR_IN_PROGRESS},
    {WSAEALREADY, HR_ERROR_IN_PROGRESS},
    {WSAECONNREFUSED, HR_ERROR_CONNECTION_REFUSED},
    {WSAECONNRESET, HR_ERROR_CONNECTION_RESET},
    {WSAENETRESET, HR_ERROR_CONNECTION_RESET},
    {WSAECONNABORTED, HR_ERROR_CONNECTION_ABORTED},
    {WSAESHUTDOWN, HR_ERROR_BROKEN_PIPE},
    {WSAETIMEDOUT, HR_ERROR_TIMED_OUT},
    {WSAEHOSTUNREACH, HR_ERROR_HOST_UNREACHABLE},
    {WSAENETUNREACH, HR_ERROR_NETWORK_UNREACHABLE},
    {WSAENOTCONN, HR_ERROR_NOT_CONNECTED},
    {WSAEISCONN, HR_ERROR_ALREADY_CONNECTED},
    {WSAEADDRINUSE, HR_ERROR_ADDRESS_IN_USE},
    {WSAEADDRNOTAVAIL, HR_ERROR_ADDRESS_UNAVAILABLE},
    {WSAEACCES, HR_ERROR_ACCESS_DENIED},
    {WSAEMFILE, HR_ERROR_DESCRIPTORS},
    {WSAENOBUFS, HR_ERROR_MEMORY},
    {WSA_NOT_ENOUGH_MEMORY, HR_ERROR_MEMORY},
    {WSAENOTSOCK, HR_ERROR_BAD_DESCRIPTOR},
    {WSAEBADF, HR_ERROR_BAD_DESCRIPTOR},
    {WSA_INVALID_HANDLE, HR_ERROR_BAD_DESCRIPTOR},
    {WSAEINVAL, HR_ERROR_INVALID_ARGUMENT},
    {WSAEFAULT, HR_ERROR_BAD_ADDRESS},
    {WSAENAMETOOLONG, HR_ERROR_NAME_TOO_LONG},
    {WSAEMSGSIZE, HR_ERROR_MESSAGE_SIZE},
    {WSAEOPNOTSUPP, HR_ERROR_UNSUPPORTED},
    {WSAENOPROTOOPT, HR_ERROR_UNSUPPORTED},
    {WSAEAFNOSUPPORT, HR_ERROR_UNSUPPORTED},
    {WSAEPROTONOSUPPORT, HR_ERROR_UNSUPPORTED},
    {WSAESOCKTNOSUPPORT, HR_ERROR_UNSUPPORTED},
    {ERROR_ACCESS_DENIED, HR_ERROR_ACCESS_DENIED},
    {ERROR_TOO_MANY_OPEN_FILES, HR_ERROR_DESCRIPTORS},
    {ERROR_NO_SYSTEM_RESOURCES, HR_ERROR_MEMORY},
    {ERROR_COMMITMENT_LIMIT, HR_ERROR_MEMORY},
};

hr_result hr_error_from_os(int os_code)
{
    size_t i = 0;
    while (i < ARRAYSIZE(kinds) && kinds[i].os_code != os_code) {
        i++;
    }
    return hr_error(i < ARRAYSIZE(kinds) ? kinds[i].kind : HR_ERROR_OTHER, os_code);
}

hr_result hr_error_no_memory(void)
{
    return hr_error_from_os(WSA_NOT_ENOUGH_MEMORY);
}

/* Windows ends its texts with a full stop and a line break. */
static DWORD without_end(const WCHAR *text, DWORD length)
{
    while (length > 0 && (text[length - 1] <= L' ' || text[length - 1] == L'.')) {
        length--;
    }
    return length;
}

void hr_error_text(int os_code, char *text, size_t capacity)
{
    WCHAR wide[256];
    DWORD length = FormatMessageW(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, (DWORD)os_code, 0,
                                  wide, ARRAYSIZE(wide), NULL);
    length = without_end(wide, length);
    if (length == 0) {
        (void)snprintf(text, capacity, "Windows error %d", os_code); /* cut to the capacity */
        return;
    }
    int written = 0;
    /* What does not fit is not written at all: cut it. */
    while (written == 0 && length > 0 && capacity > 1) {
        written = WideCharToMultiByte(CP_UTF8, 0, wide, (int)length--, text, (int)capacity - 1, NULL, NULL);
    }
    if (capacity > 0) {
        text[written] = '\0';
    }
}
