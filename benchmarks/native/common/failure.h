/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_COMMON_FAILURE_H
#define HEADRACE_COMMON_FAILURE_H

#include <err.h>

/* A message on stderr, after the program's name; -1. The second adds what errno says. */
#define failed(...) (warnx(__VA_ARGS__), -1)
#define failed_call(...) (warn(__VA_ARGS__), -1)

#endif
