/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_ABSTRACT_NAMES_H
#define HR_POSIX_ABSTRACT_NAMES_H

#include <stdbool.h>

/* Whether the system has names of Unix domain sockets that are no files: unix(7). Elsewhere a zero byte ends a path. */
extern const bool hr_posix_abstract_names;

#endif
