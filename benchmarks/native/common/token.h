/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_COMMON_TOKEN_H
#define HEADRACE_COMMON_TOKEN_H

#include <stdint.h>

#define TOKEN_SIZE 16

/* 16 lower-case hexadecimal digits. */
void token_write(char out[TOKEN_SIZE], uint64_t value);

/* 0, or -1 when bytes are not what token_write writes. */
int token_read(const char bytes[TOKEN_SIZE], uint64_t *out_value);

#endif
