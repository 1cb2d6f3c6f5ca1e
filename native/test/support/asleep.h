/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_ASLEEP_H
#define HR_ASLEEP_H

/* The calling thread, for until_asleep. */
int thread_number(void);

/* Returns once the operating system says that a thread of this process sleeps in a system call. */
void until_asleep(int thread);

#endif
