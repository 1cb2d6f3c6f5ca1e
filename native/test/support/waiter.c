/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/waiter.h"

#include "test/support/asleep.h"
#include "test/support/check.h"

static void *await(void *argument)
{
    waiter *self = argument;
    pthread_mutex_lock(&self->lock);
    self->number = thread_number();
    pthread_cond_signal(&self->begun);
    pthread_mutex_unlock(&self->lock);
    self->result = hr_socket_await(self->socket, HR_READ, self->wake, -1);
    return NULL;
}

void waiter_start(waiter *new, hr_socket socket)
{
    new->socket = socket;
    new->number = 0;
    CHECK_EQUAL(0, hr_wake_open(&new->wake));
    CHECK_EQUAL(0, pthread_mutex_init(&new->lock, NULL));
    CHECK_EQUAL(0, pthread_cond_init(&new->begun, NULL));
    CHECK_EQUAL(0, pthread_create(&new->thread, NULL, await, new));
    pthread_mutex_lock(&new->lock);
    while (new->number == 0) {
        pthread_cond_wait(&new->begun, &new->lock);
    }
    pthread_mutex_unlock(&new->lock);
    until_asleep(new->number);
}

hr_result waiter_end(waiter *old)
{
    CHECK_EQUAL(0, pthread_join(old->thread, NULL));
    hr_wake_close(old->wake);
    CHECK_EQUAL(0, pthread_cond_destroy(&old->begun));
    CHECK_EQUAL(0, pthread_mutex_destroy(&old->lock));
    return old->result;
}
