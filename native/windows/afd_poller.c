/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/afd_poller.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

#include "hr_memory.h"
#include "portable/token_states.h"
#include "windows/afd_events.h"
#include "windows/afd_groups.h"
#include "windows/afd_machine.h"
#include "windows/deadline.h"

enum { BATCH = 128, FIRST_SLOTS = 64, PATIENCE_MS = 10000 };
enum { POLL_KEY = 1, WAKE_KEY = 2 }; /* of packets */

/* A registration, kept until its poll has come back. */
typedef struct {
    hr_afd_poll poll; /* first: a packet names it */
    hr_afd_machine machine;
    uint64_t token;
    SOCKET base;
    hr_afd_group *group;
    bool removed; /* x -> 0 was given: HR_GONE answers it */
} afd_socket;

struct hr_poller {
    HANDLE port;
    atomic_bool woken;

    SRWLOCK lock; /* guards all below; not held while packets are waited for */
    hr_token_states tokens;
    afd_socket **by_slot; /* a slot has one registration at a time, as HR_CAP_GONE demands */
    uint32_t slots;
    hr_afd_groups groups;
    uint32_t in_flight;    /* polls */
    atomic_uint returning; /* of them, those that were cancelled for another one to follow; read without the lock */
};

/* The events of a wait, as they are told. */
typedef struct {
    hr_event *events;
    int count;
} told_events;

static void tell(told_events *told, uint64_t token, uint32_t ready, hr_result error)
{
    told->events[told->count++] = (hr_event){token, ready, (uint32_t)-error};
}

static afd_socket **place_of(const hr_poller *poller, uint64_t token)
{
    uint32_t slot = (uint32_t)token;
    return slot < poller->slots ? &poller->by_slot[slot] : NULL;
}

/* Also one that is over, until it is gone. */
static afd_socket *find(const hr_poller *poller, uint64_t token)
{
    afd_socket **place = place_of(poller, token);
    return place != NULL && *place != NULL && (*place)->token == token ? *place : NULL;
}

static hr_result make_place(hr_poller *poller, uint64_t token)
{
    uint64_t slots = poller->slots > 0 ? poller->slots : FIRST_SLOTS;
    while (slots <= (uint32_t)token) {
        slots *= 2;
    }
    if (slots > poller->slots) {
        size_t size = sizeof *poller->by_slot;
        afd_socket **more =
            slots <= UINT32_MAX ? hr_memory_resize(poller->by_slot, poller->slots * size, slots * size) : NULL;
        if (more == NULL) {
            return hr_error_no_memory();
        }
        memset(more + poller->slots, 0, (slots - poller->slots) * size);
        poller->by_slot = more;
        poller->slots = (uint32_t)slots;
    }
    return 0;
}

static void release(hr_poller *poller, afd_socket *socket)
{
    *place_of(poller, socket->token) = NULL;
    hr_afd_groups_leave(&poller->groups, socket->group);
    hr_memory_free(socket, sizeof *socket);
}

static hr_result submit(hr_poller *poller, afd_socket *socket)
{
    hr_result result = hr_afd_submit(socket->group->device, &socket->poll, socket->base, socket->machine.polled);
    if (result == 0) {
        poller->in_flight++;
        return 0;
    }
    (void)hr_afd_refuse(&hr_afd_transitions, &socket->machine); /* HR_AFD_FAIL: the result says it */
    release(poller, socket);
    return result;
}

/* All but HR_AFD_REPORT. An error of a poll that was not taken: the registration is released. */
static hr_result perform(hr_poller *poller, afd_socket *socket, hr_afd_action action)
{
    switch (action) {
    case HR_AFD_SUBMIT:
        return submit(poller, socket);
    case HR_AFD_CANCEL:
        return hr_afd_cancel(socket->group->device, &socket->poll);
    case HR_AFD_FREE:
        release(poller, socket);
        return 0;
    default:
        return 0;
    }
}

static hr_result want(hr_poller *poller, afd_socket *socket, const hr_change *change)
{
    bool returned = socket->machine.state != HR_AFD_CANCELLED;
    hr_afd_action action = hr_afd_want(&hr_afd_transitions, &socket->machine, hr_afd_events_of(change->now));
    poller->returning += returned && socket->machine.state == HR_AFD_CANCELLED;
    return perform(poller, socket, action);
}

static hr_result end(hr_poller *poller, afd_socket *socket)
{
    poller->returning -= socket->machine.state == HR_AFD_CANCELLED;
    return perform(poller, socket, hr_afd_end(&hr_afd_transitions, &socket->machine));
}

static hr_result open_socket(hr_poller *poller, const hr_change *change, afd_socket *socket)
{
    socket->token = change->token;
    hr_result result = hr_afd_base_socket((SOCKET)change->socket, &socket->base);
    return result < 0 ? result : hr_afd_groups_join(&poller->groups, &socket->group);
}

static hr_result add_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    (void)state;
    if (!(change->now & HR_ONESHOT)) {
        return hr_error_from_os(WSAEOPNOTSUPP);
    }
    hr_result result = make_place(poller, change->token);
    if (result < 0) {
        return result;
    }
    afd_socket **place = place_of(poller, change->token);
    if (*place != NULL) {
        return hr_error_from_os(WSAEINVAL);
    }
    afd_socket *socket = hr_memory_allocate(sizeof *socket);
    if (socket == NULL) {
        return hr_error_no_memory();
    }
    result = open_socket(poller, change, socket);
    if (result < 0) {
        hr_memory_free(socket, sizeof *socket);
        return result;
    }
    *place = socket;
    return want(poller, socket, change);
}

static hr_result modify_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    (void)state;
    return want(poller, find(poller, change->token), change);
}

static hr_result remove_socket(hr_poller *poller, const hr_change *change, hr_token_state *state)
{
    (void)state;
    return end(poller, find(poller, change->token));
}

static const hr_token_calls calls = {.add = add_socket, .modify = modify_socket, .remove = remove_socket};

/* Each x -> 0 is answered once, when nothing of its token is left. */
static void answer_removals(hr_poller *poller, const hr_change *changes, int nchanges, told_events *told)
{
    for (const hr_change *change = changes; change < changes + nchanges; change++) {
        if (change->now != 0) {
            continue;
        }
        afd_socket *socket = find(poller, change->token);
        if (socket == NULL) {
            tell(told, change->token, HR_GONE, 0);
        } else {
            socket->removed = true; /* its poll is on its way back */
        }
    }
}

static void apply(hr_poller *poller, const hr_change *changes, int nchanges, told_events *told)
{
    AcquireSRWLockExclusive(&poller->lock);
    told->count = hr_token_states_apply(&poller->tokens, &calls, poller, changes, nchanges, told->events);
    answer_removals(poller, changes, nchanges, told);
    ReleaseSRWLockExclusive(&poller->lock);
}

static void fail(hr_poller *poller, uint64_t token, hr_result error, told_events *told)
{
    hr_token_states_live(&poller->tokens, token)->live = 0;
    tell(told, token, HR_CHANGE_FAILED, error);
}

static void come_back(hr_poller *poller, afd_socket *socket, told_events *told)
{
    uint64_t token = socket->token;
    bool removed = socket->removed;
    uint32_t ready = 0;
    poller->in_flight--;
    poller->returning -= socket->machine.state == HR_AFD_CANCELLED;
    hr_afd_action action =
        hr_afd_came_back(&hr_afd_transitions, &socket->machine, hr_afd_answer(&socket->poll), &ready);
    if (action == HR_AFD_REPORT) {
        tell(told, token, hr_afd_ready_of(ready), 0);
        return;
    }
    hr_result result = perform(poller, socket, action);
    if (result < 0) {
        fail(poller, token, result, told);
    } else if (action == HR_AFD_FREE && removed) {
        tell(told, token, HR_GONE, 0);
    }
}

/* True where polls were made: what is ready already has its packet. */
static bool take(hr_poller *poller, const OVERLAPPED_ENTRY *packets, ULONG count, told_events *told)
{
    bool submitted = false;
    AcquireSRWLockExclusive(&poller->lock);
    for (const OVERLAPPED_ENTRY *packet = packets; packet < packets + count; packet++) {
        if (packet->lpCompletionKey == POLL_KEY) {
            uint32_t others = poller->in_flight - 1;
            come_back(poller, (void *)packet->lpOverlapped, told);
            submitted |= poller->in_flight > others;
        }
    }
    ReleaseSRWLockExclusive(&poller->lock);
    return submitted;
}

/* 0 packets where the time has passed. */
static hr_result take_packets(hr_poller *poller, OVERLAPPED_ENTRY *packets, ULONG room, DWORD ms)
{
    ULONG count = 0;
    if (!GetQueuedCompletionStatusEx(poller->port, packets, room, &count, ms, FALSE)) {
        DWORD error = GetLastError();
        return error == WAIT_TIMEOUT ? 0 : hr_error_from_os((int)error);
    }
    return count;
}

static bool take_wakeup(hr_poller *poller)
{
    return atomic_load(&poller->woken) && atomic_exchange(&poller->woken, false);
}

/*
 * A packet of a wakeup that was taken before it came only lets the wait go on. A poll is cancelled where it asks for
 * too little, and what its successor asks for may be ready: a wait with timeout 0 has to see that, so it stays until
 * the cancelled ones have come back.
 */
static hr_result collect(hr_poller *poller, told_events *told, int capacity, int64_t deadline)
{
    OVERLAPPED_ENTRY packets[BATCH];
    bool submitted;
    bool woken;
    do {
        int room = capacity - told->count < BATCH ? capacity - told->count : BATCH;
        DWORD ms = told->count > 0 ? 0 : poller->returning > 0 ? INFINITE : hr_deadline_left_ms(deadline);
        hr_result count = room > 0 ? take_packets(poller, packets, (ULONG)room, ms) : 0;
        if (count < 0) {
            return count;
        }
        submitted = take(poller, packets, (ULONG)count, told);
        woken = take_wakeup(poller);
    } while (told->count == 0 && !woken && (submitted || poller->returning > 0 || hr_deadline_left(deadline) != 0));
    return told->count | (woken ? HR_WAIT_WOKEN : 0);
}

static hr_result poller_wait(hr_poller *poller, const hr_change *changes, int nchanges, hr_event *events, int capacity,
                             int64_t timeout_ns)
{
    int64_t deadline = hr_deadline_after(timeout_ns);
    told_events told = {.events = events};
    if (nchanges > 0) {
        apply(poller, changes, nchanges, &told);
    }
    return collect(poller, &told, capacity, deadline);
}

static hr_result poller_open(hr_poller **poller_out)
{
    hr_result result;
    hr_poller *poller = hr_memory_allocate(sizeof *poller);
    if (poller == NULL) {
        return hr_error_no_memory();
    }
    InitializeSRWLock(&poller->lock);
    poller->port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, NULL, 0, 1);
    if (poller->port == NULL) {
        result = hr_error_from_os((int)GetLastError());
        goto free_poller;
    }
    poller->groups = (hr_afd_groups){.port = poller->port, .key = POLL_KEY};
    result = hr_afd_groups_prepare(&poller->groups);
    if (result < 0) {
        goto close_port;
    }
    *poller_out = poller;
    return 0;

close_port:
    CloseHandle(poller->port);
free_poller:
    hr_memory_free(poller, sizeof *poller);
    return result;
}

static hr_result poller_wakeup(hr_poller *poller)
{
    if (atomic_exchange(&poller->woken, true) || PostQueuedCompletionStatus(poller->port, 0, WAKE_KEY, NULL)) {
        return 0;
    }
    hr_result result = hr_error_from_os((int)GetLastError());
    atomic_store(&poller->woken, false);
    return result;
}

static hr_result poller_forget(hr_poller *poller, hr_socket socket, uint64_t token)
{
    (void)socket;
    hr_token_state *state;
    AcquireSRWLockExclusive(&poller->lock);
    bool live = hr_token_states_forget(&poller->tokens, token, &state);
    hr_result result = live ? end(poller, find(poller, token)) : 0;
    ReleaseSRWLockExclusive(&poller->lock);
    return result;
}

/* Java makes changes at once only of edges. */
static hr_result poller_change(hr_poller *poller, const hr_change *change)
{
    (void)poller, (void)change;
    return hr_error(HR_ERROR_UNSUPPORTED, 0);
}

static hr_result poller_descriptor(const hr_poller *poller)
{
    (void)poller;
    return hr_error(HR_ERROR_UNSUPPORTED, 0);
}

/* Ends what no forget has ended. */
static void end_all(hr_poller *poller)
{
    for (uint32_t slot = 0; slot < poller->slots; slot++) {
        afd_socket *socket = poller->by_slot[slot];
        if (socket != NULL && socket->machine.state != HR_AFD_LEAVING) {
            (void)end(poller, socket); /* a poll that cannot be cancelled does not come back */
        }
    }
}

/* What does not come back is left to the system with its memory: to hang would be worse than to lose it. */
static void await_all(hr_poller *poller)
{
    OVERLAPPED_ENTRY packets[BATCH];
    hr_event events[BATCH];
    hr_result count = 1;
    while (poller->in_flight > 0 && count > 0) {
        told_events told = {.events = events};
        count = take_packets(poller, packets, BATCH, PATIENCE_MS);
        (void)take(poller, packets, count < 0 ? 0 : (ULONG)count, &told);
    }
}

static void poller_close(hr_poller *poller)
{
    end_all(poller);
    await_all(poller);
    hr_afd_groups_close(&poller->groups);
    CloseHandle(poller->port);
    hr_token_states_free(&poller->tokens);
    hr_memory_free(poller->by_slot, poller->slots * sizeof *poller->by_slot);
    hr_memory_free(poller, sizeof *poller);
}

const hr_poller_backend hr_iocp_poller = {
    .name = "iocp",
    .caps = HR_CAP_ONESHOT | HR_CAP_GONE | HR_CAP_LATE,
    .open = poller_open,
    .wait = poller_wait,
    .wakeup = poller_wakeup,
    .forget = poller_forget,
    .change = poller_change,
    .descriptor = poller_descriptor,
    .close = poller_close,
};
