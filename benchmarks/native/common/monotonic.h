/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_COMMON_MONOTONIC_H
#define HEADRACE_COMMON_MONOTONIC_H

#include <stdint.h>

int64_t monotonic_ns(void);

#endif
