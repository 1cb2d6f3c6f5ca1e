/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "test/support/subject.h"
#include "test/support/tcp.h"

/* Last: they define near and far. */
#include <winsock2.h>

#include <windows.h>

enum { READING = HR_READ | HR_ONESHOT, ROUNDS = 200 };

static subject it;
static hr_socket waited_for;
static uint64_t token;

static DWORD WINAPI forget_and_close(void *unused)
{
    (void)unused;
    subject_forget(&it, (int)waited_for, token);
    CHECK_EQUAL(0, hr_socket_close(waited_for));
    subject_wakeup(&it);
    return 0;
}

/* Nothing but the wakeup ends the wait, and the removal is answered behind it. */
void behaviour(void)
{
    subject_open(&it);
    for (uint32_t round = 1; round <= ROUNDS; round++) {
        hr_address at;
        waited_for = tcp_listen(HR_INET4, 1, &at);
        token = token_of(1, round);
        CHECK_EQUAL(0, subject_change(&it, (int)waited_for, token, 0, READING));
        HANDLE thread = CreateThread(NULL, 0, forget_and_close, NULL, 0, NULL);
        CHECK(thread != NULL);
        CHECK_EQUAL(0, subject_wait(&it, NULL, 0, -1));
        CHECK(it.woken);
        CHECK_EQUAL(WAIT_OBJECT_0, WaitForSingleObject(thread, INFINITE));
        CHECK(CloseHandle(thread));
        const hr_change removal = {.token = token, .was = READING, .flags = HR_CHANGE_CLOSED};
        CHECK_EQUAL(1, subject_wait(&it, &removal, 1, -1));
        CHECK_EQUAL(HR_GONE, subject_ready(&it, token));
    }
    subject_close(&it);
}
