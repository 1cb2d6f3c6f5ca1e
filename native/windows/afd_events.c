/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/afd_events.h"

#include <stddef.h>

#include "hr_poller.h"

enum { ALWAYS = HR_AFD_ABORT | HR_AFD_CONNECT_FAIL | HR_AFD_LOCAL_CLOSE };

typedef struct {
    uint32_t event;
    uint32_t asked_for; /* by a registration of these directions */
    uint32_t ready;
} event_meaning;

static const event_meaning meanings[] = {
    {HR_AFD_RECEIVE, HR_READ, HR_READ},
    {HR_AFD_ACCEPT, HR_READ, HR_READ},
    {HR_AFD_DISCONNECT, HR_READ, HR_READ | HR_HALF_CLOSED},
    {HR_AFD_SEND, HR_WRITE, HR_WRITE},
    {HR_AFD_ABORT, 0, HR_HANGUP | HR_ERROR_PENDING},
    {HR_AFD_CONNECT_FAIL, 0, HR_HANGUP | HR_ERROR_PENDING},
};

enum { MEANINGS = sizeof meanings / sizeof meanings[0] };

uint32_t hr_afd_events_of(uint32_t mask)
{
    uint32_t events = mask == 0 ? 0 : ALWAYS;
    for (size_t i = 0; i < MEANINGS; i++) {
        events |= meanings[i].asked_for & mask ? meanings[i].event : 0;
    }
    return events;
}

uint32_t hr_afd_ready_of(uint32_t events)
{
    uint32_t ready = 0;
    for (size_t i = 0; i < MEANINGS; i++) {
        ready |= meanings[i].event & events ? meanings[i].ready : 0;
    }
    return ready;
}
