/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_OPENING_H
#define HEADRACE_LOAD_OPENING_H

#include "workload.h"

/* Opens the idle connections and the slots; asks now and then, so that the listener's queue never overflows. */
int opening_all(load *l);

/* 0 when the idle connections are all open and silent, or -1 after a message on stderr. */
int opening_check_idle(const load *l);

void opening_close_all(load *l);

#endif
