/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_TOKEN_STATES_H
#define HR_TOKEN_STATES_H

#include <stdbool.h>

#include "hr_poller.h"

/*
 * What a poller knows of its tokens, by slot. A token is pending (not seen here yet), then live, then over; forget
 * makes it over from either. The generations of a slot only grow, so the live one and the last that is over tell all:
 * of two that are pending, the earlier one's x -> 0 is packed before the later one's 0 -> x, and where forget made the
 * later one over, passing over both changes nothing that lasts.
 *
 * To forget a token of a slot that has no state yet takes memory. Where there is none, a range of slots and a
 * generation are kept instead: each first change that may be of a forgotten token fails then.
 *
 * The caller serialises all calls.
 */
/* Of the tokens of one slot: the generation that is live, and the last that is over. */
typedef struct {
    uint32_t live; /* 0: none */
    uint32_t over;
    uint32_t place; /* the poller's own, while live */
} hr_token_state;

typedef struct {
    hr_token_state *by_slot;
    uint32_t count;
    uint32_t unsure_from; /* slots of which one may have been forgotten without a note */
    uint64_t unsure_end;  /* 0: none */
    uint32_t unsure_generation;
} hr_token_states;

/* How a poller carries out a change; remove also where the change has HR_CHANGE_CLOSED. */
typedef hr_result hr_token_call(hr_poller *poller, const hr_change *change, hr_token_state *state);
typedef struct {
    hr_token_call *add;
    hr_token_call *modify;
    hr_token_call *remove;
} hr_token_calls;

void hr_token_states_free(hr_token_states *states);

/* Carries out the changes that are not over. Result: how many HR_CHANGE_FAILED events it wrote. */
int hr_token_states_apply(hr_token_states *states, const hr_token_calls *calls, hr_poller *poller,
                          const hr_change *changes, int nchanges, hr_event *events);

/* The token is over. Result: whether it was live, and then state_out is its state. */
bool hr_token_states_forget(hr_token_states *states, uint64_t token, hr_token_state **state_out);

/* The state of a live token. */
hr_token_state *hr_token_states_live(const hr_token_states *states, uint64_t token);

#endif
