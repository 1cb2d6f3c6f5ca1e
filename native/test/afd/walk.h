/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_AFD_WALK_H
#define HR_AFD_WALK_H

#include "windows/afd_machine.h"

/*
 * Takes three sockets through every order of so many steps: registered, changed, forgotten, removed and registered
 * again by their owner; reported, cancelled, closed and refused by a scripted AFD. Behind each order all polls come
 * back and all registrations end.
 */
enum { WALK_SOCKETS = 3, WALK_STEPS = 6 };

/* Result: what went wrong first; NULL: nothing. */
const char *walk(const hr_afd_table *table, int steps);

#endif
