/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_VECTORS_H
#define HR_POSIX_VECTORS_H

#include <stddef.h>
#include <sys/uio.h>

#include "hr_types.h"

/* An array of hr_buffer goes to the kernel as it is. */
_Static_assert(sizeof(hr_buffer) == sizeof(struct iovec), "hr_buffer has the size of iovec");
_Static_assert(offsetof(hr_buffer, address) == offsetof(struct iovec, iov_base), "address lies where iov_base does");
_Static_assert(offsetof(hr_buffer, length) == offsetof(struct iovec, iov_len), "length lies where iov_len does");
_Static_assert(sizeof(uint64_t) == sizeof(void *) && sizeof(uint64_t) == sizeof(size_t), "and both are as wide");

static inline struct iovec *hr_posix_iovec(const hr_buffer *buffers)
{
    return (struct iovec *)(uintptr_t)buffers;
}

#endif
