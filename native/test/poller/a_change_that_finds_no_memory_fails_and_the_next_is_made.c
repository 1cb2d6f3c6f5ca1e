/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_memory.h"
#include "test/support/scarce_memory.h"
#include "test/support/subject.h"

enum { SOCKETS = 150 };

typedef struct {
    subject poller;
    int socket;
    uint32_t generations[SOCKETS];
} registrations;

static bool is_registered(const registrations *it, uint32_t slot, uint32_t mask)
{
    return (subject_ready(&it->poller, token_of(slot, it->generations[slot])) & mask) == mask;
}

/* As Java does: a token whose change failed is over, and its slot gets the next one. */
static void add(registrations *it, uint32_t slot)
{
    do {
        const hr_change change = {
            .socket = it->socket, .token = token_of(slot, ++it->generations[slot]), .now = HR_WRITE};
        subject_wait(&it->poller, &change, 1, 0);
    } while (is_registered(it, slot, HR_CHANGE_FAILED));
}

static void forget(registrations *it, uint32_t slot)
{
    subject_forget(&it->poller, it->socket, token_of(slot, it->generations[slot]));
}

/* Each socket has its only registration while the next one is made. */
static void use(registrations *it)
{
    pair sockets = pair_unix();
    it->socket = sockets.near;
    for (uint32_t slot = 0; slot < SOCKETS; slot++) {
        int opened = open_again(sockets.near);
        it->socket = opened;
        add(it, slot);
        subject_look(&it->poller);
        CHECK(is_registered(it, slot, HR_WRITE));
        forget(it, slot);
        subject_look(&it->poller);
        CHECK_EQUAL(0, it->poller.count);
        close_number(opened);
    }
    pair_close(sockets);
}

/* Every piece of memory is missing once. */
void behaviour(void)
{
    int piece = 0;
    do {
        registrations it = {.poller = {.backend = subject_backend(), .capacity = SUBJECT_CAPACITY}};
        memory_fails_once_after(piece++);
        hr_result opened = it.poller.backend->open(&it.poller.poller);
        if (opened < 0) {
            CHECK_EQUAL(HR_ERROR_MEMORY, hr_error_kind_of(opened));
        } else {
            use(&it);
            subject_close(&it.poller);
        }
        CHECK_EQUAL(0, hr_memory_allocated());
    } while (memory_has_failed());
    CHECK(piece > 2);
}
