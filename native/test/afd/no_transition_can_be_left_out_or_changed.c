/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "test/afd/walk.h"
#include "test/support/check.h"

/* Fewer steps find most faults, and much sooner. */
static bool goes_wrong(const hr_afd_table *table)
{
    for (int steps = 1; steps <= WALK_STEPS; steps++) {
        if (walk(table, steps) != NULL) {
            return true;
        }
    }
    return false;
}

static void expect_wrong(hr_afd_state state, hr_afd_input input, hr_afd_transition by)
{
    hr_afd_table changed = hr_afd_transitions;
    changed.of[state][input] = by;
    if (!goes_wrong(&changed)) {
        fprintf(stderr, "state %d, input %d: action %d, state %d does as well\n", state, input, by.action, by.next);
        CHECK(false);
    }
}

static void change(hr_afd_state state, hr_afd_input input)
{
    const hr_afd_transition right = hr_afd_transitions.of[state][input];
    for (hr_afd_action action = HR_AFD_IMPOSSIBLE; action < HR_AFD_ACTIONS; action++) {
        for (hr_afd_state next = HR_AFD_IDLE; next < HR_AFD_STATES; next++) {
            if (action != right.action || next != right.next) {
                expect_wrong(state, input, (hr_afd_transition){action, next});
            }
        }
    }
}

void behaviour(void)
{
    int count = 0;
    for (hr_afd_state state = HR_AFD_IDLE; state < HR_AFD_STATES; state++) {
        for (hr_afd_input input = 0; input < HR_AFD_INPUTS; input++) {
            if (hr_afd_transitions.of[state][input].action != HR_AFD_IMPOSSIBLE) {
                change(state, input);
                count++;
            }
        }
    }
    CHECK(count > 0);
}
