/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "posix/slots.h"

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

static hr_slot *find(const hr_slots *slots, uint64_t token)
{
    uint32_t index = (uint32_t)token;
    return index < slots->count ? &slots->slots[index] : NULL;
}

static hr_slot *find_or_grow(hr_slots *slots, uint64_t token)
{
    hr_slot *found = find(slots, token);
    if (found != NULL) {
        return found;
    }
    uint64_t count = slots->count > 0 ? slots->count : FIRST_COUNT;
    while (count <= (uint32_t)token) {
        count *= 2;
    }
    hr_slot *more = count <= UINT32_MAX ? calloc(count, sizeof *more) : NULL;
    if (more == NULL) {
        return NULL;
    }
    if (slots->slots != NULL) {
        memcpy(more, slots->slots, slots->count * sizeof *more);
        free(slots->slots);
    }
    slots->slots = more;
    slots->count = (uint32_t)count;
    return find(slots, token);
}

static void end(hr_slot *slot, uint32_t generation)
{
    if (slot->live == generation) {
        slot->live = 0;
    }
    if (is_after(generation, slot->over)) {
        slot->over = generation;
    }
}

static hr_result remove_token(hr_slots *slots, const hr_slot_calls *calls, hr_poller *poller, const hr_change *change)
{
    hr_slot *slot = find(slots, change->token);
    if (slot == NULL) {
        return 0;
    }
    bool live = slot->live == generation_of(change->token);
    end(slot, generation_of(change->token));
    return live ? calls->remove(poller, change, slot) : 0;
}

static hr_result set_token(hr_slots *slots, const hr_slot_calls *calls, hr_poller *poller, const hr_change *change)
{
    uint32_t generation = generation_of(change->token);
    hr_slot *slot = find_or_grow(slots, change->token);
    if (slot == NULL) {
        return hr_error_from_os(ENOMEM);
    }
    bool live = slot->live == generation;
    if (!live && !is_after(generation, slot->over)) {
        return 0;
    }
    hr_result result = (live ? calls->modify : calls->add)(poller, change, slot);
    slot->live = result < 0 ? 0 : generation;
    return result;
}

void hr_slots_free(hr_slots *slots)
{
    free(slots->slots);
}

int hr_slots_apply(hr_slots *slots, const hr_slot_calls *calls, hr_poller *poller, const hr_change *changes,
                   int nchanges, hr_event *events)
{
    int failed = 0;
    for (const hr_change *change = changes; change < changes + nchanges; change++) {
        hr_result result = (change->now == 0 ? remove_token : set_token)(slots, calls, poller, change);
        if (result < 0) {
            events[failed++] = (hr_event){change->token, HR_CHANGE_FAILED, (uint32_t)-result};
        }
    }
    return failed;
}

hr_result hr_slots_forget(hr_slots *slots, uint64_t token, hr_slot **slot_out)
{
    hr_slot *slot = find_or_grow(slots, token);
    if (slot == NULL) {
        return hr_error_from_os(ENOMEM);
    }
    bool live = slot->live == generation_of(token);
    end(slot, generation_of(token));
    *slot_out = slot;
    return live ? 1 : 0;
}

hr_slot *hr_slots_live(const hr_slots *slots, uint64_t token)
{
    hr_slot *slot = find(slots, token);
    return slot != NULL && slot->live == generation_of(token) ? slot : NULL;
}
