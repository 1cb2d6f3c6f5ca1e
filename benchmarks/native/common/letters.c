/* SPDX-License-Identifier: Apache-2.0 */
#include "letters.h"

#include <string.h>

#define LETTERS 26
/* Letters that memcmp gets at a time: a multiple of the alphabet that stays in the first-level cache. */
#define STRETCH (LETTERS * 256)

static char stretch[STRETCH + LETTERS];

char letters_at(size_t offset)
{
    return (char)('a' + offset % LETTERS);
}

void letters_fill(char *out, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        out[i] = letters_at(i);
    }
}

static size_t matching(const char *expected, const char *bytes, size_t size)
{
    if (memcmp(expected, bytes, size) == 0) {
        return size;
    }
    size_t i = 0;
    while (expected[i] == bytes[i]) {
        i++;
    }
    return i;
}

size_t letters_match(size_t offset, const char *bytes, size_t size)
{
    const char *expected = stretch + offset % LETTERS;
    size_t right = 0;
    if (stretch[0] == '\0') {
        letters_fill(stretch, sizeof stretch);
    }
    while (right < size) {
        size_t part = size - right < STRETCH ? size - right : STRETCH;
        size_t match = matching(expected, bytes + right, part);
        right += match;
        if (match < part) {
            break;
        }
    }
    return right;
}
