/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>

#include "hr_error.h"
#include "test/support/check.h"

static void check_kind(hr_error_kind kind, int os_code)
{
    hr_result error = hr_error_from_os(os_code);
    CHECK(error < 0);
    CHECK_EQUAL(kind, hr_error_kind_of(error));
    CHECK_EQUAL(os_code, hr_error_os_code(error));
}

void behaviour(void)
{
    check_kind(HR_ERROR_WOULD_BLOCK, EAGAIN);
    check_kind(HR_ERROR_CONNECTION_REFUSED, ECONNREFUSED);
    check_kind(HR_ERROR_DESCRIPTORS, EMFILE);
    check_kind(HR_ERROR_OTHER, ELOOP);

    char text[64];
    hr_error_text(ECONNREFUSED, text, sizeof text);
    CHECK(strcmp(text, "Connection refused") == 0);
    hr_error_text(ECONNREFUSED, text, 5);
    CHECK(strcmp(text, "Conn") == 0);
    hr_error_text(123456, text, sizeof text);
    CHECK(strlen(text) > 0);
}
