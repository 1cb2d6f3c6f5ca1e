/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "test/support/check.h"

const char *check_argument;

void check_failed(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: %s\n", file, line, what);
    exit(EXIT_FAILURE);
}

void check_equal(const char *file, int line, const char *what, int64_t expected, int64_t actual)
{
    if (expected != actual) {
        fprintf(stderr, "%s:%d: %s is %" PRId64 ", expected %" PRId64 "\n", file, line, what, actual, expected);
        exit(EXIT_FAILURE);
    }
}

int main(int count, char **arguments)
{
    check_argument = count > 1 ? arguments[1] : NULL;
    int before = check_descriptors();
    behaviour();
    CHECK_EQUAL(before, check_descriptors());
    return EXIT_SUCCESS;
}
