/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_INTERRUPT_SIGNAL_H
#define HR_INTERRUPT_SIGNAL_H

/* The signal by which the JDK too ends a system call that blocks a thread: a program that runs on a JVM has no other
   use for it. */
int hr_interrupt_signal(void);

#endif
