/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_TEST_WAITER_H
#define HR_TEST_WAITER_H

#include <pthread.h>

#include "hr_socket.h"

/* A thread that waits for a socket to be readable, with a wake of its own. */
typedef struct {
    hr_socket socket;
    hr_wake *wake;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t begun;
    int number;
    hr_result result;
} waiter;

/* Returns once the thread sleeps. */
void waiter_start(waiter *new, hr_socket socket);

/* Returns once its wait has: what that answered. */
hr_result waiter_end(waiter *old);

#endif
