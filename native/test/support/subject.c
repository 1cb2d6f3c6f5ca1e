/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

#include <string.h>

const hr_poller_backend *subject_backend(void)
{
    CHECK(check_argument != NULL);
    int i = 0;
    while (hr_poller_backends[i] != NULL && strcmp(hr_poller_backends[i]->name, check_argument) != 0) {
        i++;
    }
    CHECK(hr_poller_backends[i] != NULL);
    return hr_poller_backends[i];
}

void subject_open(subject *it)
{
    *it = (subject){.backend = subject_backend(), .capacity = SUBJECT_CAPACITY};
    CHECK_EQUAL(0, it->backend->open(&it->poller));
}

void subject_close(subject *it)
{
    it->backend->close(it->poller);
}

int subject_wait(subject *it, const hr_change *changes, int nchanges, int64_t timeout_ns)
{
    hr_result result = it->backend->wait(it->poller, changes, nchanges, it->events, it->capacity, timeout_ns);
    CHECK(result >= 0);
    it->woken = (result & HR_WAIT_WOKEN) != 0;
    it->count = (int)(result & ~HR_WAIT_WOKEN);
    CHECK(it->count <= it->capacity);
    return it->count;
}

int subject_look(subject *it)
{
    return subject_wait(it, NULL, 0, 0);
}

int subject_change(subject *it, int socket, uint64_t token, int was, int now)
{
    const hr_change change = {.socket = socket, .token = token, .was = (uint16_t)was, .now = (uint16_t)now};
    subject_wait(it, &change, 1, 0);
    CHECK((subject_ready(it, token) & HR_CHANGE_FAILED) == 0);
    return it->count;
}

uint32_t subject_ready(const subject *it, uint64_t token)
{
    uint32_t ready = 0;
    for (int i = 0; i < it->count; i++) {
        ready |= it->events[i].token == token ? it->events[i].ready : 0;
    }
    return ready;
}

void subject_wakeup(subject *it)
{
    CHECK_EQUAL(0, it->backend->wakeup(it->poller));
}

void subject_forget(subject *it, int socket, uint64_t token)
{
    CHECK_EQUAL(0, it->backend->forget(it->poller, socket, token));
}
