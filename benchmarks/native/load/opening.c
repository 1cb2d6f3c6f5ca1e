/* SPDX-License-Identifier: Apache-2.0 */
#include "opening.h"

#include "connect.h"
#include "failure.h"
#include "first.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

/* Connections that may wait in the listener's queue. */
#define UNACCEPTED 512

static int make_room(load *l, int opened)
{
    return opened % UNACCEPTED == UNACCEPTED - 1 && l->plan->workload->asks ? first_ask(&l->exchange, l->plan) : 0;
}

int opening_all(load *l)
{
    for (; l->opened_idle < l->plan->idle; l->opened_idle++) {
        if ((l->idle[l->opened_idle] = connect_to_server(l->plan, l->opened_idle)) < 0 ||
            make_room(l, l->opened_idle) != 0) {
            return -1;
        }
    }
    for (; l->opened < l->plan->connections; l->opened++) {
        slot *s = &l->slots[l->opened];
        s->answered = l->plan->depth;
        if (l->plan->workload->open(l, s) != 0 || make_room(l, l->opened) != 0) {
            return -1;
        }
    }
    return 0;
}

int opening_check_idle(const load *l)
{
    for (int i = 0; i < l->opened_idle; i++) {
        char byte;
        ssize_t n = recv(l->idle[i], &byte, 1, MSG_DONTWAIT);
        if (n < 0 && errno != EAGAIN) {
            return failed_call("idle connection %d", i);
        }
        if (n == 0) {
            return failed("the server closed idle connection %d", i);
        }
        if (n > 0) {
            return failed("idle connection %d received bytes that it did not ask for", i);
        }
    }
    return 0;
}

void opening_close_all(load *l)
{
    for (int i = 0; i < l->opened_idle; i++) {
        close(l->idle[i]);
    }
    for (int i = 0; i < l->opened; i++) {
        close(l->slots[i].fd);
    }
}
