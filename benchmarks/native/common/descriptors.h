/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_COMMON_DESCRIPTORS_H
#define HEADRACE_COMMON_DESCRIPTORS_H

/* Raises the soft limit to the hard one. That, at most a million; or -1 after a message on stderr. */
int descriptors_raise_limit(void);

/* Raises it likewise. 0 where so many are allowed then, or -1 after a message on stderr. */
int descriptors_require(int needed);

#endif
