/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/subject.h"

enum { SOCKETS = 200 };

static subject it;
static int numbers[SOCKETS];

/* Reports of three waits, so that the event list holds them. */
static void check_reports(uint32_t step)
{
    int counts[SOCKETS] = {0};
    int left = SOCKETS / (int)step;
    while (left > 0) {
        subject_look(&it);
        for (int i = 0; i < it.count; i++) {
            uint32_t slot = (uint32_t)it.events[i].token;
            CHECK_EQUAL(0, slot % step);
            CHECK_EQUAL(HR_WRITE, it.events[i].ready);
            left -= counts[slot]++ == 0;
        }
    }
}

static void remove_all_but(uint32_t step)
{
    for (uint32_t i = 0; i < SOCKETS; i++) {
        if (i % step != 0) {
            hr_change change = {.socket = numbers[i], .token = token_of(i, 1), .was = HR_WRITE};
            subject_wait(&it, &change, 1, 0);
        }
    }
}

void behaviour(void)
{
    subject_open(&it);
    pair sockets = pair_unix();
    for (uint32_t i = 0; i < SOCKETS; i++) {
        numbers[i] = open_again(sockets.near);
        hr_change change = {.socket = numbers[i], .token = token_of(i, 1), .now = HR_WRITE};
        subject_wait(&it, &change, 1, 0);
    }

    check_reports(1);
    remove_all_but(2);
    check_reports(2);
    remove_all_but(10);
    check_reports(10);

    for (int i = 0; i < SOCKETS; i++) {
        close_number(numbers[i]);
    }
    pair_close(sockets);
    subject_close(&it);
}
