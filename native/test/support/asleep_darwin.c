/* SPDX-License-Identifier: Apache-2.0 */
#include <mach/mach.h>
#include <pthread.h>
#include <sched.h>

#include "test/support/asleep.h"
#include "test/support/check.h"

int thread_number(void)
{
    return (int)pthread_mach_thread_np(pthread_self());
}

static integer_t state_of(int thread)
{
    thread_basic_info_data_t info;
    mach_msg_type_number_t count = THREAD_BASIC_INFO_COUNT;
    CHECK_EQUAL(KERN_SUCCESS, thread_info((thread_act_t)thread, THREAD_BASIC_INFO, (thread_info_t)&info, &count));
    return info.run_state;
}

void until_asleep(int thread)
{
    while (state_of(thread) != TH_STATE_WAITING) {
        sched_yield();
    }
}
