/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/afd_machine.h"

#include "windows/afd_events.h"

const hr_afd_table hr_afd_transitions = {{
    [HR_AFD_IDLE] =
        {
            [HR_AFD_WANTS_MORE] = {HR_AFD_SUBMIT, HR_AFD_PENDING},
            [HR_AFD_WANTS_NO_MORE] = {HR_AFD_NOTHING, HR_AFD_IDLE},
            [HR_AFD_OVER] = {HR_AFD_FREE, HR_AFD_GONE},
        },
    [HR_AFD_PENDING] =
        {
            [HR_AFD_WANTS_MORE] = {HR_AFD_CANCEL, HR_AFD_CANCELLED},
            [HR_AFD_WANTS_NO_MORE] = {HR_AFD_NOTHING, HR_AFD_PENDING},
            [HR_AFD_BACK_READY] = {HR_AFD_REPORT, HR_AFD_IDLE},
            [HR_AFD_BACK_IN_VAIN] = {HR_AFD_SUBMIT, HR_AFD_PENDING},
            [HR_AFD_BACK_UNWANTED] = {HR_AFD_NOTHING, HR_AFD_IDLE},
            [HR_AFD_REFUSED] = {HR_AFD_FAIL, HR_AFD_GONE},
            [HR_AFD_OVER] = {HR_AFD_CANCEL, HR_AFD_LEAVING},
        },
    [HR_AFD_CANCELLED] =
        {
            [HR_AFD_WANTS_MORE] = {HR_AFD_NOTHING, HR_AFD_CANCELLED},
            [HR_AFD_WANTS_NO_MORE] = {HR_AFD_NOTHING, HR_AFD_CANCELLED},
            [HR_AFD_BACK_READY] = {HR_AFD_REPORT, HR_AFD_IDLE},
            [HR_AFD_BACK_IN_VAIN] = {HR_AFD_SUBMIT, HR_AFD_PENDING},
            [HR_AFD_BACK_UNWANTED] = {HR_AFD_NOTHING, HR_AFD_IDLE},
            [HR_AFD_OVER] = {HR_AFD_NOTHING, HR_AFD_LEAVING},
        },
    [HR_AFD_LEAVING] =
        {
            [HR_AFD_BACK_UNWANTED] = {HR_AFD_FREE, HR_AFD_GONE},
            [HR_AFD_OVER] = {HR_AFD_NOTHING, HR_AFD_LEAVING},
        },
}};

static hr_afd_action step(const hr_afd_table *table, hr_afd_machine *machine, hr_afd_input input)
{
    const hr_afd_transition *transition = &table->of[machine->state][input];
    if (transition->action != HR_AFD_IMPOSSIBLE) {
        machine->state = transition->next;
    }
    if (transition->action == HR_AFD_SUBMIT) {
        machine->polled = machine->wanted;
    }
    return transition->action;
}

hr_afd_action hr_afd_want(const hr_afd_table *table, hr_afd_machine *machine, uint32_t events)
{
    machine->wanted = events;
    uint32_t in_flight = machine->state == HR_AFD_IDLE ? 0 : machine->polled;
    return step(table, machine, events & ~in_flight ? HR_AFD_WANTS_MORE : HR_AFD_WANTS_NO_MORE);
}

/* A socket that was closed without a word has no more to tell. */
hr_afd_action hr_afd_came_back(const hr_afd_table *table, hr_afd_machine *machine, uint32_t events, uint32_t *ready_out)
{
    machine->wanted = events & HR_AFD_LOCAL_CLOSE ? 0 : machine->wanted;
    uint32_t ready = events & machine->wanted;
    hr_afd_input input = ready != 0             ? HR_AFD_BACK_READY
                         : machine->wanted != 0 ? HR_AFD_BACK_IN_VAIN
                                                : HR_AFD_BACK_UNWANTED;
    hr_afd_action action = step(table, machine, input);
    if (action == HR_AFD_REPORT) {
        machine->wanted = 0;
    }
    *ready_out = ready;
    return action;
}

hr_afd_action hr_afd_refuse(const hr_afd_table *table, hr_afd_machine *machine)
{
    machine->wanted = 0;
    return step(table, machine, HR_AFD_REFUSED);
}

hr_afd_action hr_afd_end(const hr_afd_table *table, hr_afd_machine *machine)
{
    machine->wanted = 0;
    return step(table, machine, HR_AFD_OVER);
}
