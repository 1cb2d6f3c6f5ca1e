/* SPDX-License-Identifier: Apache-2.0 */
#include "test/support/check.h"
#include "test/support/udp.h"

typedef struct {
    udp_interface interface;
    hr_socket member;
    hr_socket sender;
    hr_address group;
} setting;

static hr_result change(const setting *set, hr_membership to, const hr_address *source)
{
    return hr_socket_membership(set->member, to, set->interface.index, &set->group, source);
}

static void check_heard(const setting *set, bool heard)
{
    hr_address peer;
    udp_send(set->sender, 'g', &set->group);
    if (heard) {
        CHECK_EQUAL('g', udp_receive(set->member, &peer));
    }
    CHECK(udp_is_empty(set->member));
}

static void check_family(uint32_t family)
{
    uint32_t port = 0;
    setting set;
    if (!udp_find_interface(family, &set.interface)) {
        return;
    }
    set.member = udp_share(family, &port);
    set.sender = udp_open_sender(&set.interface);
    hr_address source = set.interface.address;
    hr_address stranger = source;
    stranger.bytes[stranger.length - 1] ^= 99;
    set.group = udp_group(family, port);

    CHECK_EQUAL(0, change(&set, HR_JOIN, NULL));
    CHECK_EQUAL(0, change(&set, HR_BLOCK_SOURCE, &source));
    check_heard(&set, false);
    CHECK_EQUAL(0, change(&set, HR_UNBLOCK_SOURCE, &source));
    check_heard(&set, true);
    CHECK_EQUAL(0, change(&set, HR_LEAVE, NULL));

    CHECK_EQUAL(0, change(&set, HR_JOIN_SOURCE, &stranger));
    check_heard(&set, false);
    CHECK_EQUAL(0, change(&set, HR_JOIN_SOURCE, &source));
    check_heard(&set, true);
    CHECK_EQUAL(0, change(&set, HR_LEAVE_SOURCE, &source));
    check_heard(&set, false);
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(change(&set, (hr_membership)0, NULL)));
    CHECK_EQUAL(HR_ERROR_INVALID_ARGUMENT, hr_error_kind_of(change(&set, (hr_membership)7, NULL)));
    CHECK_EQUAL(0, hr_socket_close(set.sender));
    CHECK_EQUAL(0, hr_socket_close(set.member));
}

void behaviour(void)
{
    check_family(HR_INET4);
    check_family(HR_INET6);
}
