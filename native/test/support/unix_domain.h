/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_TEST_UNIX_DOMAIN_H
#define HR_TEST_UNIX_DOMAIN_H

#include <stddef.h>

#include "hr_socket.h"

/* The bytes as they are: an abstract name begins with zero. */
hr_address unix_address(const void *bytes, size_t length);

/* A path of its own in the temporary folder. */
hr_address unix_path(void);
void unix_remove(const hr_address *path);

hr_socket unix_open(void);
hr_socket unix_listen(const hr_address *at, int backlog);

#endif
