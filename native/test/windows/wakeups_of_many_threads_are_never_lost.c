/* SPDX-License-Identifier: Apache-2.0 */
#include <stdatomic.h>

#include "test/support/subject.h"

/* Last: they define near and far. */
#include <winsock2.h>

#include <windows.h>

enum { THREADS = 4, ROUNDS = 2000 };

static subject it;
static atomic_int asked;
static atomic_int seen;

/* Each thread asks again only after a wait has ended since: a wakeup that is lost leaves all asleep. */
static DWORD WINAPI wake(void *unused)
{
    (void)unused;
    for (int round = 0; round < ROUNDS; round++) {
        int before = atomic_load(&seen);
        atomic_fetch_add(&asked, 1);
        subject_wakeup(&it);
        while (atomic_load(&seen) == before) {
            SwitchToThread();
        }
    }
    return 0;
}

void behaviour(void)
{
    HANDLE threads[THREADS];
    subject_open(&it);
    for (int i = 0; i < THREADS; i++) {
        threads[i] = CreateThread(NULL, 0, wake, NULL, 0, NULL);
        CHECK(threads[i] != NULL);
    }
    while (WaitForMultipleObjects(THREADS, threads, TRUE, 0) == WAIT_TIMEOUT) {
        CHECK_EQUAL(0, subject_wait(&it, NULL, 0, 50 * 1000000));
        atomic_fetch_add(&seen, 1);
    }
    for (int i = 0; i < THREADS; i++) {
        CHECK(CloseHandle(threads[i]));
    }
    CHECK_EQUAL(THREADS * ROUNDS, atomic_load(&asked));
    subject_close(&it);
}
