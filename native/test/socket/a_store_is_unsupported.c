/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/udp.h"

/* No system call of the BSDs receives several datagrams. */
void behaviour(void)
{
    hr_store *store = NULL;
    CHECK_EQUAL(HR_ERROR_UNSUPPORTED, hr_error_kind_of(hr_store_open(&store)));
    CHECK(store == NULL);
}
