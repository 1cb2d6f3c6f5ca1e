/* SPDX-License-Identifier: Apache-2.0 */
#include "test/afd/walk.h"

#include <stdbool.h>
#include <stddef.h>

#include "hr_poller.h"
#include "windows/afd_events.h"

typedef enum {
    WANT_READ,
    WANT_BOTH,
    WANT_NOTHING,
    FORGET,
    REMOVE,
    BECOME_READABLE,
    BECOME_WRITABLE,
    CLOSE_BESIDE,
    COME_BACK_CANCELLED,
    STEPS
} step;

/* One socket: what its owner knows, what is registered for it, and the poll that AFD has of it. */
typedef struct {
    bool registered; /* in the owner's eyes: from 0 -> x to x -> 0 and its answer */
    bool removed;    /* x -> 0 was given */
    bool forgotten;
    bool recorded; /* memory is kept */
    uint32_t wanted;
    hr_afd_machine machine;
    bool in_flight;
    bool cancelled;
    uint32_t polled;
} script_socket;

typedef struct {
    script_socket sockets[WALK_SOCKETS];
    const hr_afd_table *table;
    const char *wrong;
    bool refuse;    /* the next poll */
    bool submitted; /* in this step */
} script;

static void judge(script *it, bool right, const char *otherwise)
{
    if (!right && it->wrong == NULL) {
        it->wrong = otherwise;
    }
}

static bool is_over(const script_socket *socket)
{
    return socket->forgotten || socket->removed;
}

static void submit(script *it, script_socket *socket)
{
    judge(it, !socket->in_flight, "two polls of a socket are in flight");
    judge(it, socket->wanted != 0, "a poll asks for nothing");
    judge(it, !is_over(socket), "a poll is of a registration that is over");
    judge(it, socket->machine.polled == socket->wanted, "a poll asks for something else");
    it->submitted = true;
    if (it->refuse) {
        it->refuse = false;
        hr_afd_action action = hr_afd_refuse(it->table, &socket->machine);
        judge(it, action == HR_AFD_FAIL, "a refusal is not told");
        judge(it, socket->machine.state == HR_AFD_GONE, "a refused registration is not gone");
        *socket = (script_socket){0};
        return;
    }
    socket->in_flight = true;
    socket->cancelled = false;
    socket->polled = socket->wanted;
}

static void cancel(script *it, script_socket *socket)
{
    judge(it, socket->in_flight, "nothing is there to cancel");
    judge(it, !socket->cancelled, "a poll is cancelled twice");
    judge(it, is_over(socket) || (socket->wanted & ~socket->polled), "a poll that serves is cancelled");
    socket->cancelled = true;
}

static void perform(script *it, script_socket *socket, hr_afd_action action)
{
    switch (action) {
    case HR_AFD_SUBMIT:
        submit(it, socket);
        break;
    case HR_AFD_CANCEL:
        cancel(it, socket);
        break;
    case HR_AFD_FREE:
        judge(it, !socket->in_flight, "memory goes with its poll in flight");
        judge(it, is_over(socket), "a registration is freed that is not over");
        judge(it, socket->machine.state == HR_AFD_GONE, "a freed registration is not gone");
        socket->recorded = false;
        break;
    case HR_AFD_NOTHING:
        break;
    default:
        judge(it, false, "a transition is missing, or tells what has not happened");
        break;
    }
}

static void want(script *it, script_socket *socket, uint32_t mask)
{
    if (!socket->registered) {
        *socket = (script_socket){.registered = true, .recorded = true};
    }
    socket->wanted = hr_afd_events_of(mask);
    perform(it, socket, hr_afd_want(it->table, &socket->machine, socket->wanted));
}

static void come_back(script *it, script_socket *socket, uint32_t events)
{
    socket->in_flight = false;
    socket->cancelled = false;
    if (events & HR_AFD_LOCAL_CLOSE) {
        socket->wanted = 0;
    }
    uint32_t expected = events & socket->wanted;
    uint32_t ready = 0;
    hr_afd_action action = hr_afd_came_back(it->table, &socket->machine, events, &ready);
    judge(it, expected == 0 || action == HR_AFD_REPORT, "a report is lost");
    judge(it, action != HR_AFD_REPORT || (expected != 0 && ready == expected), "what nobody wants is reported");
    if (action == HR_AFD_REPORT) {
        socket->wanted = 0;
    } else {
        perform(it, socket, action);
    }
}

static void end(script *it, script_socket *socket, bool removed)
{
    socket->forgotten |= !removed;
    socket->removed |= removed;
    socket->wanted = 0;
    if (socket->recorded) {
        perform(it, socket, hr_afd_end(it->table, &socket->machine));
    }
}

static bool is_possible(const script_socket *socket, step which)
{
    switch (which) {
    case WANT_READ:
    case WANT_BOTH:
        return !is_over(socket);
    case WANT_NOTHING:
    case FORGET:
        return socket->registered && !is_over(socket);
    case REMOVE:
        return socket->registered && !socket->removed;
    case BECOME_READABLE:
        return socket->in_flight && (socket->polled & HR_AFD_RECEIVE);
    case BECOME_WRITABLE:
        return socket->in_flight && (socket->polled & HR_AFD_SEND);
    case CLOSE_BESIDE:
        return socket->in_flight;
    default:
        return socket->in_flight && socket->cancelled;
    }
}

static void take(script *it, script_socket *socket, step which)
{
    switch (which) {
    case WANT_READ:
        want(it, socket, HR_READ);
        break;
    case WANT_BOTH:
        want(it, socket, HR_READ | HR_WRITE);
        break;
    case WANT_NOTHING:
        want(it, socket, 0);
        break;
    case FORGET:
    case REMOVE:
        end(it, socket, which == REMOVE);
        break;
    case BECOME_READABLE:
        come_back(it, socket, HR_AFD_RECEIVE);
        break;
    case BECOME_WRITABLE:
        come_back(it, socket, HR_AFD_SEND);
        break;
    case CLOSE_BESIDE:
        come_back(it, socket, HR_AFD_LOCAL_CLOSE);
        break;
    default:
        come_back(it, socket, 0);
        break;
    }
    if (socket->removed && !socket->recorded) {
        *socket = (script_socket){0};
    }
}

static hr_afd_state true_state(const script_socket *socket)
{
    if (is_over(socket)) {
        return socket->in_flight ? HR_AFD_LEAVING : HR_AFD_GONE;
    }
    return !socket->in_flight ? HR_AFD_IDLE : socket->cancelled ? HR_AFD_CANCELLED : HR_AFD_PENDING;
}

static void judge_socket(script *it, const script_socket *socket)
{
    if (!socket->recorded) {
        judge(it, !socket->in_flight, "a poll outlives its memory");
        return;
    }
    judge(it, socket->machine.state == true_state(socket), "the state is not what is in flight");
    judge(it, socket->machine.wanted == socket->wanted, "what is wanted is mistaken");
    judge(it, socket->wanted == 0 || socket->in_flight, "something is wanted and no poll asks for it");
    judge(it, !(socket->wanted & ~socket->polled) || socket->cancelled, "a poll asks for too little and stays");
}

/* All polls come back, and all registrations end. */
static void finish(script *it)
{
    for (int i = 0; i < WALK_SOCKETS && it->wrong == NULL; i++) {
        script_socket *socket = &it->sockets[i];
        if (is_possible(socket, COME_BACK_CANCELLED)) {
            take(it, socket, COME_BACK_CANCELLED);
            judge_socket(it, socket);
        }
        if (is_possible(socket, REMOVE)) {
            take(it, socket, REMOVE);
        }
        if (is_possible(socket, COME_BACK_CANCELLED)) {
            take(it, socket, COME_BACK_CANCELLED);
        }
        judge(it, !socket->registered, "a removal is not answered");
    }
}

static const char *walk_on(const script *from, int steps);

/* Result: what went wrong. submitted_out: whether the outcome depends on the system. */
static const char *take_and_walk_on(const script *from, int socket, step which, bool refuse, int steps,
                                    bool *submitted_out)
{
    script next = *from;
    next.refuse = refuse;
    next.submitted = false;
    take(&next, &next.sockets[socket], which);
    judge_socket(&next, &next.sockets[socket]);
    *submitted_out = next.submitted;
    return next.wrong != NULL ? next.wrong : walk_on(&next, steps - 1);
}

static const char *walk_on(const script *from, int steps)
{
    if (steps == 0) {
        script end_of_it = *from;
        finish(&end_of_it);
        return end_of_it.wrong;
    }
    const char *wrong = NULL;
    bool fresh = false; /* those behind the first one that is not registered are the same as that one */
    for (int socket = 0; socket < WALK_SOCKETS && !fresh; socket++) {
        fresh = !from->sockets[socket].registered;
        for (step which = 0; which < STEPS && wrong == NULL; which++) {
            bool submitted = false;
            if (is_possible(&from->sockets[socket], which)) {
                wrong = take_and_walk_on(from, socket, which, false, steps, &submitted);
            }
            if (wrong == NULL && submitted) {
                wrong = take_and_walk_on(from, socket, which, true, steps, &submitted);
            }
        }
    }
    return wrong;
}

const char *walk(const hr_afd_table *table, int steps)
{
    const script start = {.table = table};
    return walk_on(&start, steps);
}
