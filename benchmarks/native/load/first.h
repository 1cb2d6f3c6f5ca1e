/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_FIRST_H
#define HEADRACE_LOAD_FIRST_H

#include "exchange.h"
#include "plan.h"

/*
 * Opens a TCP connection, sends one request and verifies the answer; the head of an HTTP answer is checked and learnt,
 * if none was. As servers accept in order, a right answer also says that all connections opened before have been
 * accepted. 0, or -1 after a message on stderr.
 */
int first_ask(exchange *x, const load_plan *plan);

#endif
