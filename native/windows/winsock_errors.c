/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <winsock2.h>

#include <windows.h>

#include "hr_error.h"

typedef struct {
    int os_code;
    hr_error_kind kind;
    const char *text; /* NULL: the system's */
} error_row;

/*
 * The texts of Winsock's own errors are fixed: Windows has them in the language of the machine, and Wine has none. The
 * JDK's are fixed too.
 */
static const error_row errors[] = {
    {WSAEWOULDBLOCK, HR_ERROR_WOULD_BLOCK, "Resource temporarily unavailable"},
    {WSAEINPROGRESS, HR_ERROR_IN_PROGRESS, "Operation now in progress"},
    {WSAEALREADY, HR_ERROR_IN_PROGRESS, "Operation already in progress"},
    {WSAECONNREFUSED, HR_ERROR_CONNECTION_REFUSED, "Connection refused"},
    {WSAECONNRESET, HR_ERROR_CONNECTION_RESET, "Connection reset by peer"},
    {WSAENETRESET, HR_ERROR_CONNECTION_RESET, "Network dropped connection on reset"},
    {WSAECONNABORTED, HR_ERROR_CONNECTION_ABORTED, "Software caused connection abort"},
    {WSAESHUTDOWN, HR_ERROR_BROKEN_PIPE, "Broken pipe"},
    {WSAETIMEDOUT, HR_ERROR_TIMED_OUT, "Connection timed out"},
    {WSAEHOSTUNREACH, HR_ERROR_HOST_UNREACHABLE, "No route to host"},
    {WSAENETUNREACH, HR_ERROR_NETWORK_UNREACHABLE, "Network is unreachable"},
    {WSAENOTCONN, HR_ERROR_NOT_CONNECTED, "Socket is not connected"},
    {WSAEISCONN, HR_ERROR_ALREADY_CONNECTED, "Socket is already connected"},
    {WSAEADDRINUSE, HR_ERROR_ADDRESS_IN_USE, "Address already in use"},
    {WSAEADDRNOTAVAIL, HR_ERROR_ADDRESS_UNAVAILABLE, "Cannot assign requested address"},
    {WSAEACCES, HR_ERROR_ACCESS_DENIED, "Permission denied"},
    {WSAEMFILE, HR_ERROR_DESCRIPTORS, "Too many open files"},
    {WSAENOBUFS, HR_ERROR_MEMORY, "No buffer space available"},
    {WSA_NOT_ENOUGH_MEMORY, HR_ERROR_MEMORY, NULL},
    {WSAENOTSOCK, HR_ERROR_BAD_DESCRIPTOR, "Not a socket"},
    {WSAEBADF, HR_ERROR_BAD_DESCRIPTOR, NULL},
    {WSA_INVALID_HANDLE, HR_ERROR_BAD_DESCRIPTOR, NULL},
    {WSAEINVAL, HR_ERROR_INVALID_ARGUMENT, "Invalid argument"},
    {WSAEFAULT, HR_ERROR_BAD_ADDRESS, NULL},
    {WSAENAMETOOLONG, HR_ERROR_NAME_TOO_LONG, NULL},
    {WSAEMSGSIZE, HR_ERROR_MESSAGE_SIZE, "Message too long"},
    {WSAEOPNOTSUPP, HR_ERROR_UNSUPPORTED, "Operation not supported"},
    {WSAENOPROTOOPT, HR_ERROR_UNSUPPORTED, "Protocol not available"},
    {WSAEAFNOSUPPORT, HR_ERROR_UNSUPPORTED, "Address family not supported by protocol"},
    {WSAEPROTONOSUPPORT, HR_ERROR_UNSUPPORTED, "Protocol not supported"},
    {WSAESOCKTNOSUPPORT, HR_ERROR_UNSUPPORTED, "Socket type not supported"},
    {ERROR_ACCESS_DENIED, HR_ERROR_ACCESS_DENIED, NULL},
    {ERROR_TOO_MANY_OPEN_FILES, HR_ERROR_DESCRIPTORS, NULL},
    {ERROR_NO_SYSTEM_RESOURCES, HR_ERROR_MEMORY, NULL},
    {ERROR_COMMITMENT_LIMIT, HR_ERROR_MEMORY, NULL},
};

static const error_row *find(int os_code)
{
    size_t i = 0;
    while (i < ARRAYSIZE(errors) && errors[i].os_code != os_code) {
        i++;
    }
    return i < ARRAYSIZE(errors) ? &errors[i] : NULL;
}

hr_result hr_error_from_os(int os_code)
{
    const error_row *row = find(os_code);
    return hr_error(row != NULL ? row->kind : HR_ERROR_OTHER, os_code);
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

static void system_text(int os_code, char *text, size_t capacity)
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

void hr_error_text(int os_code, char *text, size_t capacity)
{
    const error_row *row = find(os_code);
    if (row != NULL && row->text != NULL) {
        (void)snprintf(text, capacity, "%s", row->text); /* cut to the capacity */
    } else {
        system_text(os_code, text, capacity);
    }
}
