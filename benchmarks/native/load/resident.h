/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_RESIDENT_H
#define HEADRACE_LOAD_RESIDENT_H

#include <stdint.h>
#include <sys/types.h>

/* VmRSS of proc_pid_status(5), in bytes. 0, or -1 after a message on stderr. */
int resident_read(int64_t *out, pid_t pid);

#endif
