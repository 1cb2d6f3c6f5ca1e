/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_TEST_FORBID_H
#define HR_TEST_FORBID_H

/* From here on this thread's system calls of that number fail with this errno, as a seccomp profile makes them. */
void forbid(unsigned number, int with_errno);

#endif
