/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_ERROR_H
#define HR_ERROR_H

#include <stddef.h>

#include "hr_types.h"

/*
 * Errors are values: -(kind | os_code << 8). The kind is portable and decides which Java exception is made; the
 * operating system's code gives its text. Numbers are part of the seam: append, never renumber.
 */
#define HR_ERROR_KINDS(X)      \
    X(1, OTHER)                \
    X(2, WOULD_BLOCK)          \
    X(3, IN_PROGRESS)          \
    X(4, CONNECTION_REFUSED)   \
    X(5, CONNECTION_RESET)     \
    X(6, CONNECTION_ABORTED)   \
    X(7, BROKEN_PIPE)          \
    X(8, TIMED_OUT)            \
    X(9, HOST_UNREACHABLE)     \
    X(10, NETWORK_UNREACHABLE) \
    X(11, NOT_CONNECTED)       \
    X(12, ALREADY_CONNECTED)   \
    X(13, ADDRESS_IN_USE)      \
    X(14, ADDRESS_UNAVAILABLE) \
    X(15, ACCESS_DENIED)       \
    X(16, PROTOCOL)            \
    X(17, DESCRIPTORS)         \
    X(18, MEMORY)              \
    X(19, BAD_DESCRIPTOR)      \
    X(20, INVALID_ARGUMENT)    \
    X(21, MESSAGE_SIZE)        \
    X(22, UNSUPPORTED)         \
    X(23, PORT_UNREACHABLE)    \
    X(24, BAD_ADDRESS)         \
    X(25, NAME_TOO_LONG)       \
    X(26, SEGMENT)

typedef enum {
#define HR_ERROR_KIND(number, name) HR_ERROR_##name = (number),
    HR_ERROR_KINDS(HR_ERROR_KIND)
#undef HR_ERROR_KIND
} hr_error_kind;

static inline hr_result hr_error(hr_error_kind kind, int os_code)
{
    return -((hr_result)kind | (hr_result)os_code << 8);
}

static inline hr_error_kind hr_error_kind_of(hr_result error)
{
    return (hr_error_kind)(-error & 0xff);
}

static inline int hr_error_os_code(hr_result error)
{
    return (int)(-error >> 8);
}

/* The result for an error code of this operating system (errno, WSAGetLastError). */
hr_result hr_error_from_os(int os_code);

/* The result where hr_memory.h has none. */
hr_result hr_error_no_memory(void);

/* Writes the operating system's text for a code of its own, in UTF-8, zero-terminated, cut to capacity bytes. */
void hr_error_text(int os_code, char *text, size_t capacity);

#endif
