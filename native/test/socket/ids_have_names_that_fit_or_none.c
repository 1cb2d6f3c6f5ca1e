/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "hr_socket.h"
#include "test/support/check.h"

enum { NOBODY_HAS_IT = 0x7ffffff1 };

typedef hr_result name_of(uint32_t id, char *text, size_t capacity);

static void check_names(name_of *name)
{
    char text[256] = {0};
    hr_result length = name(0, text, sizeof text);
    CHECK(length > 0);
    CHECK_EQUAL(strlen(text), length);

    char exact[256];
    memset(exact, 'x', sizeof exact);
    CHECK_EQUAL(length, name(0, exact, (size_t)length + 1));
    CHECK_EQUAL(0, strcmp(text, exact));
    CHECK_EQUAL('x', exact[length + 1]);

    memset(exact, 'x', sizeof exact);
    CHECK_EQUAL(0, name(0, exact, (size_t)length));
    CHECK_EQUAL('x', exact[0]);
    CHECK_EQUAL(0, name(0, exact, 0));
    CHECK_EQUAL(0, name(NOBODY_HAS_IT, exact, sizeof exact));
    CHECK_EQUAL('x', exact[0]);
}

void behaviour(void)
{
    check_names(hr_user_name);
    check_names(hr_group_name);
}
