/* SPDX-License-Identifier: Apache-2.0 */
#undef _GNU_SOURCE /* its strerror_r is another than that of POSIX */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <string.h>

#include "hr_error.h"

static const struct {
    int os_code;
    hr_error_kind kind;
} kinds[] = {
    {EAGAIN, HR_ERROR_WOULD_BLOCK},
    {EWOULDBLOCK, HR_ERROR_WOULD_BLOCK},
    {EINPROGRESS, HR_ERROR_IN_PROGRESS},
    {EALREADY, HR_ERROR_IN_PROGRESS},
    {ECONNREFUSED, HR_ERROR_CONNECTION_REFUSED},
    {ECONNRESET, HR_ERROR_CONNECTION_RESET},
    {ECONNABORTED, HR_ERROR_CONNECTION_ABORTED},
    {EPIPE, HR_ERROR_BROKEN_PIPE},
    {ETIMEDOUT, HR_ERROR_TIMED_OUT},
    {EHOSTUNREACH, HR_ERROR_HOST_UNREACHABLE},
    {ENETUNREACH, HR_ERROR_NETWORK_UNREACHABLE},
    {ENOTCONN, HR_ERROR_NOT_CONNECTED},
    {EISCONN, HR_ERROR_ALREADY_CONNECTED},
    {EADDRINUSE, HR_ERROR_ADDRESS_IN_USE},
    {EADDRNOTAVAIL, HR_ERROR_ADDRESS_UNAVAILABLE},
    {EACCES, HR_ERROR_ACCESS_DENIED},
    {EPROTO, HR_ERROR_PROTOCOL},
    {EMFILE, HR_ERROR_DESCRIPTORS},
    {ENFILE, HR_ERROR_DESCRIPTORS},
    {ENOMEM, HR_ERROR_MEMORY},
    {ENOBUFS, HR_ERROR_MEMORY},
    {EBADF, HR_ERROR_BAD_DESCRIPTOR},
    {EINVAL, HR_ERROR_INVALID_ARGUMENT},
    {EMSGSIZE, HR_ERROR_MESSAGE_SIZE},
    {EFAULT, HR_ERROR_BAD_ADDRESS},
    {ENAMETOOLONG, HR_ERROR_NAME_TOO_LONG},
    {EOPNOTSUPP, HR_ERROR_UNSUPPORTED},
    {ENOTSUP, HR_ERROR_UNSUPPORTED},
    {EAFNOSUPPORT, HR_ERROR_UNSUPPORTED},
    {EPROTONOSUPPORT, HR_ERROR_UNSUPPORTED},
    {ENOPROTOOPT, HR_ERROR_UNSUPPORTED},
    {ENOSYS, HR_ERROR_UNSUPPORTED},
};

hr_result hr_error_from_os(int os_code)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].os_code == os_code) {
            return hr_error(kinds[i].kind, os_code);
        }
    }
    return hr_error(HR_ERROR_OTHER, os_code);
}

hr_result hr_error_no_memory(void)
{
    return hr_error_from_os(ENOMEM);
}

void hr_error_text(int os_code, char *text, size_t capacity)
{
    /* EINVAL and ERANGE still leave a text, cut to the capacity. */
    int known = strerror_r(os_code, text, capacity);
    (void)known;
}
