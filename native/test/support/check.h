/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_CHECK_H
#define HR_CHECK_H

#include <stdint.h>

/*
 * One behaviour a file: it defines behaviour(). The program takes the name of a backend, runs the behaviour, and then
 * looks for descriptors that it left open. A check that fails ends the program.
 */
void behaviour(void);

/* The argument of the program; NULL without one. */
extern const char *check_argument;

#define CHECK(condition) ((condition) ? (void)0 : check_failed(__FILE__, __LINE__, #condition))
#define CHECK_EQUAL(expected, actual) check_equal(__FILE__, __LINE__, #actual, (int64_t)(expected), (int64_t)(actual))

void check_failed(const char *file, int line, const char *what);
void check_equal(const char *file, int line, const char *what, int64_t expected, int64_t actual);

/* Descriptors that are open now. */
int check_descriptors(void);

#endif
