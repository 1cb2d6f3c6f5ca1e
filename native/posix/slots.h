/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_SLOTS_H
#define HR_SLOTS_H

#include "hr_poller.h"

/*
 * What a poller knows of its tokens, by slot. A token is pending (not seen here yet), then live, then over; forget makes
 * it over from either. The generations of a slot only grow, so the live one and the last that is over tell all: of two
 * that are pending, the earlier one's x -> 0 is packed before the later one's 0 -> x, and where forget made the later
 * one over, passing over both changes nothing that lasts.
 *
 * The caller serialises all calls.
 */
typedef struct {
    uint32_t live; /* 0: none */
    uint32_t over;
    uint32_t place; /* the poller's own, while live */
} hr_slot;

typedef struct {
    hr_slot *slots;
    uint32_t count;
} hr_slots;

/* How a poller carries out a change; remove also where the change has HR_CHANGE_CLOSED. */
typedef hr_result hr_slot_call(hr_poller *poller, const hr_change *change, hr_slot *slot);
typedef struct {
    hr_slot_call *add;
    hr_slot_call *modify;
    hr_slot_call *remove;
} hr_slot_calls;

void hr_slots_free(hr_slots *slots);

/* Carries out the changes that are not over. Result: how many HR_CHANGE_FAILED events it wrote. */
int hr_slots_apply(hr_slots *slots, const hr_slot_calls *calls, hr_poller *poller, const hr_change *changes,
                   int nchanges, hr_event *events);

/* The token is over. Result: 1 where it was live, and slot_out is its slot; else 0. */
hr_result hr_slots_forget(hr_slots *slots, uint64_t token, hr_slot **slot_out);

/* The slot of a live token. */
hr_slot *hr_slots_live(const hr_slots *slots, uint64_t token);

#endif
