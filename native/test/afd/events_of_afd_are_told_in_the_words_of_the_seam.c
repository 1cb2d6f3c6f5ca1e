/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_poller.h"
#include "test/support/check.h"
#include "windows/afd_events.h"

enum { ENDS = HR_AFD_ABORT | HR_AFD_CONNECT_FAIL | HR_AFD_LOCAL_CLOSE };

void behaviour(void)
{
    CHECK_EQUAL(0, hr_afd_events_of(0));
    CHECK_EQUAL(ENDS, hr_afd_events_of(HR_ONESHOT));
    CHECK_EQUAL(ENDS | HR_AFD_RECEIVE | HR_AFD_ACCEPT | HR_AFD_DISCONNECT, hr_afd_events_of(HR_READ | HR_ONESHOT));
    CHECK_EQUAL(ENDS | HR_AFD_SEND, hr_afd_events_of(HR_WRITE | HR_ONESHOT));

    CHECK_EQUAL(HR_READ, hr_afd_ready_of(HR_AFD_RECEIVE));
    CHECK_EQUAL(HR_READ, hr_afd_ready_of(HR_AFD_ACCEPT));
    CHECK_EQUAL(HR_READ | HR_HALF_CLOSED, hr_afd_ready_of(HR_AFD_DISCONNECT));
    CHECK_EQUAL(HR_WRITE, hr_afd_ready_of(HR_AFD_SEND));
    CHECK_EQUAL(HR_HANGUP | HR_ERROR_PENDING, hr_afd_ready_of(HR_AFD_ABORT));
    CHECK_EQUAL(HR_HANGUP | HR_ERROR_PENDING, hr_afd_ready_of(HR_AFD_CONNECT_FAIL));
    CHECK_EQUAL(0, hr_afd_ready_of(HR_AFD_LOCAL_CLOSE));
}
