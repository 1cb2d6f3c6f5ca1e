/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_CONNECT_H
#define HEADRACE_LOAD_CONNECT_H

#include "plan.h"

/*
 * A TCP connection to the server, without delay; number is how many others there are. Its descriptor, or -1 after a
 * message on stderr.
 */
int connect_to_server(const load_plan *plan, int number);

#endif
