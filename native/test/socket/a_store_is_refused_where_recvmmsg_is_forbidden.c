/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <sys/syscall.h>

#include "hr_socket.h"
#include "test/support/check.h"
#include "test/support/forbid.h"

void behaviour(void)
{
    hr_store *store;
    forbid(SYS_recvmmsg, EPERM);
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_store_open(&store)));
}
