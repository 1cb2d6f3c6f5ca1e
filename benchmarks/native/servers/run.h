/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_SERVERS_RUN_H
#define HEADRACE_SERVERS_RUN_H

#include "server.h"

/* Serves until the end of stdin, with so many idle threads. The exit status; what was wrong is on stderr. */
int server_run(const role *chosen, const loop_kind *kind, size_t size, int idle_threads_count);

#endif
