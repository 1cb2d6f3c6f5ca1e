/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_AFD_EVENTS_H
#define HR_AFD_EVENTS_H

#include <stdint.h>

/* What a poll of \Device\Afd asks for and answers, in the words of the seam. Pure: it is tested on every system. */
enum {
    HR_AFD_RECEIVE = 1 << 0,
    HR_AFD_SEND = 1 << 2,
    HR_AFD_DISCONNECT = 1 << 3, /* the peer sends no more; RECEIVE is not told with it */
    HR_AFD_ABORT = 1 << 4,      /* reset */
    HR_AFD_LOCAL_CLOSE = 1 << 5,
    HR_AFD_ACCEPT = 1 << 7,
    HR_AFD_CONNECT_FAIL = 1 << 8,
};

/* What to ask for so that a registration (HR_READ, HR_WRITE) is told; 0 for mask 0. What ends a connection is asked for
   always. */
uint32_t hr_afd_events_of(uint32_t mask);

/* HR_READ and the like, as an event reports it. */
uint32_t hr_afd_ready_of(uint32_t events);

#endif
