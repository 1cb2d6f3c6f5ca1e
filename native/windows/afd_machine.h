/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_AFD_MACHINE_H
#define HR_AFD_MACHINE_H

#include <stdint.h>

/*
 * The states of a registration with \Device\Afd, and what each input makes the poller do. One poll at most is in
 * flight; its memory is the system's until it has come back. The machine makes no call, so test/afd walks it on every
 * system.
 */
typedef enum {
    HR_AFD_IDLE,      /* nothing is in flight, and nothing is wanted */
    HR_AFD_PENDING,   /* a poll is in flight that asks for all that is wanted, or for more */
    HR_AFD_CANCELLED, /* it asks for too little, and is on its way back; the next poll follows it */
    HR_AFD_LEAVING,   /* the registration is over, and its poll on its way back */
    HR_AFD_GONE,      /* the registration is over, and nothing is in flight; no input leads on */
    HR_AFD_STATES
} hr_afd_state;

typedef enum {
    HR_AFD_WANTS_MORE,    /* something is wanted that is not in flight */
    HR_AFD_WANTS_NO_MORE, /* all that is wanted is in flight, or nothing is wanted */
    HR_AFD_BACK_READY,    /* the poll came back with something that is wanted */
    HR_AFD_BACK_IN_VAIN,  /* without, and something is wanted */
    HR_AFD_BACK_UNWANTED, /* nothing is wanted */
    HR_AFD_REFUSED,       /* the system did not take the poll */
    HR_AFD_OVER,          /* forgotten or removed, also the second of the two */
    HR_AFD_INPUTS
} hr_afd_input;

typedef enum {
    HR_AFD_IMPOSSIBLE, /* no such transition */
    HR_AFD_NOTHING,
    HR_AFD_SUBMIT, /* a poll for all that is wanted */
    HR_AFD_CANCEL,
    HR_AFD_REPORT, /* what is ready; nothing is wanted from now on (HR_ONESHOT) */
    HR_AFD_FAIL,   /* the change failed */
    HR_AFD_FREE,   /* its memory may go, and its slot be used again */
    HR_AFD_ACTIONS
} hr_afd_action;

typedef struct {
    hr_afd_action action;
    hr_afd_state next;
} hr_afd_transition;

typedef struct {
    hr_afd_transition of[HR_AFD_STATES][HR_AFD_INPUTS];
} hr_afd_table;

extern const hr_afd_table hr_afd_transitions;

/* Of one registration. Zeros: a new one. Events are those of afd_events.h. */
typedef struct {
    hr_afd_state state;
    uint32_t wanted;
    uint32_t polled; /* what the poll in flight asks for */
} hr_afd_machine;

/* A registration or change: from now on these events are wanted, and told even where they were ready before. */
hr_afd_action hr_afd_want(const hr_afd_table *table, hr_afd_machine *machine, uint32_t events);

/* The poll came back, with 0 where it was cancelled. ready_out: what HR_AFD_REPORT tells. */
hr_afd_action hr_afd_came_back(const hr_afd_table *table, hr_afd_machine *machine, uint32_t events,
                               uint32_t *ready_out);

/* HR_AFD_SUBMIT could not be carried out. */
hr_afd_action hr_afd_refuse(const hr_afd_table *table, hr_afd_machine *machine);

/* The registration is over. */
hr_afd_action hr_afd_end(const hr_afd_table *table, hr_afd_machine *machine);

#endif
