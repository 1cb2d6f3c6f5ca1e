/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_COMMON_LETTERS_H
#define HEADRACE_COMMON_LETTERS_H

#include <stddef.h>

/* Writes the letters a to z over and over. */
void letters_fill(char *out, size_t size);

/*
 * Compares size bytes with the letters from position offset on. The number of bytes that are right before the first
 * that is wrong; size when all are.
 */
size_t letters_match(size_t offset, const char *bytes, size_t size);

/* The letter at a position. */
char letters_at(size_t offset);

#endif
