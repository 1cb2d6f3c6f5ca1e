/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "hr_memory.h"
#include "portable/token_states.h"

enum { FIRST_COUNT = 64 };

static uint32_t generation_of(uint64_t token)
{
    return (uint32_t)(token >> 32);
}

/* Generations wrap around. */
static bool is_after(uint32_t generation, uint32_t other)
{
    return generation != other && generation - other <= INT32_MAX;
}

static hr_token_state *find(const hr_token_states *states, uint64_t token)
{
    uint32_t index = (uint32_t)token;
    return index < states->count ? &states->by_slot[index] : NULL;
}

static hr_token_state *find_or_grow(hr_token_states *states, uint64_t token)
{
    hr_token_state *found = find(states, token);
    if (found != NULL) {
        return found;
    }
    uint64_t count = states->count > 0 ? states->count : FIRST_COUNT;
    while (count <= (uint32_t)token) {
        count *= 2;
    }
    hr_token_state *more = count <= UINT32_MAX ? hr_memory_allocate(count * sizeof *more) : NULL;
    if (more == NULL) {
        return NULL;
    }
    if (states->by_slot != NULL) {
        memcpy(more, states->by_slot, states->count * sizeof *more);
    }
    for (uint64_t slot = states->count; slot < count && slot < states->unsure_end; slot++) {
        more[slot].over = states->unsure_generation;
    }
    hr_token_states_free(states);
    states->by_slot = more;
    states->count = (uint32_t)count;
    return find(states, token);
}

static void forget_without_state(hr_token_states *states, uint64_t token)
{
    uint32_t slot = (uint32_t)token;
    bool first = states->unsure_end == 0;
    if (first) {
        states->unsure_from = states->count;
    }
    if (slot >= states->unsure_end) {
        states->unsure_end = (uint64_t)slot + 1;
    }
    if (first || is_after(generation_of(token), states->unsure_generation)) {
        states->unsure_generation = generation_of(token);
    }
}

static bool is_unsure(const hr_token_states *states, uint64_t token)
{
    uint32_t slot = (uint32_t)token;
    return slot >= states->unsure_from && slot < states->unsure_end;
}

static void end(hr_token_state *state, uint32_t generation)
{
    if (state->live == generation) {
        state->live = 0;
    }
    if (is_after(generation, state->over)) {
        state->over = generation;
    }
}

static hr_result remove_token(hr_token_states *states, const hr_token_calls *calls, hr_poller *poller,
                              const hr_change *change)
{
    hr_token_state *state = find(states, change->token);
    if (state == NULL) {
        return 0;
    }
    bool live = state->live == generation_of(change->token);
    end(state, generation_of(change->token));
    return live ? calls->remove(poller, change, state) : 0;
}

static hr_result set_token(hr_token_states *states, const hr_token_calls *calls, hr_poller *poller,
                           const hr_change *change)
{
    uint32_t generation = generation_of(change->token);
    hr_token_state *state = find_or_grow(states, change->token);
    if (state == NULL) {
        return hr_error_no_memory();
    }
    bool live = state->live == generation;
    if (!live && !is_after(generation, state->over)) {
        return is_unsure(states, change->token) ? hr_error_no_memory() : 0;
    }
    hr_result result = (live ? calls->modify : calls->add)(poller, change, state);
    state->live = result < 0 ? 0 : generation;
    return result;
}

void hr_token_states_free(hr_token_states *states)
{
    hr_memory_free(states->by_slot, states->count * sizeof *states->by_slot);
}

int hr_token_states_apply(hr_token_states *states, const hr_token_calls *calls, hr_poller *poller,
                          const hr_change *changes, int nchanges, hr_event *events)
{
    int failed = 0;
    for (const hr_change *change = changes; change < changes + nchanges; change++) {
        hr_result result = (change->now == 0 ? remove_token : set_token)(states, calls, poller, change);
        if (result < 0) {
            events[failed++] = (hr_event){change->token, HR_CHANGE_FAILED, (uint32_t)-result};
        }
    }
    return failed;
}

bool hr_token_states_forget(hr_token_states *states, uint64_t token, hr_token_state **state_out)
{
    hr_token_state *state = find_or_grow(states, token);
    if (state == NULL) {
        forget_without_state(states, token);
        return false;
    }
    bool live = state->live == generation_of(token);
    end(state, generation_of(token));
    *state_out = state;
    return live;
}

hr_token_state *hr_token_states_live(const hr_token_states *states, uint64_t token)
{
    hr_token_state *state = find(states, token);
    return state != NULL && state->live == generation_of(token) ? state : NULL;
}
