/* SPDX-License-Identifier: Apache-2.0 */
#include "token.h"

#include <string.h>

static const char digits[] = "0123456789abcdef";

void token_write(char out[TOKEN_SIZE], uint64_t value)
{
    for (int i = TOKEN_SIZE - 1; i >= 0; i--, value >>= 4) {
        out[i] = digits[value & 15];
    }
}

int token_read(const char bytes[TOKEN_SIZE], uint64_t *out_value)
{
    uint64_t value = 0;
    for (int i = 0; i < TOKEN_SIZE; i++) {
        const char *digit = memchr(digits, bytes[i], sizeof digits - 1);
        if (digit == NULL) {
            return -1;
        }
        value = value << 4 | (uint64_t)(digit - digits);
    }
    *out_value = value;
    return 0;
}
