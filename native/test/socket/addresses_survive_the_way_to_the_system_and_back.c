/* SPDX-License-Identifier: Apache-2.0 */
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/un.h>

#include "hr_types.h"
#include "posix/addresses.h"
#include "test/support/check.h"

static void check_round(const hr_address *address)
{
    struct sockaddr_storage storage;
    hr_address back;
    memset(&back, 0xa5, sizeof back);
    socklen_t length = hr_posix_sockaddr(address, &storage);
    CHECK(length > 0);
    hr_posix_address(&storage, length, &back);
    CHECK_EQUAL(address->family, back.family);
    CHECK_EQUAL(address->port, back.port);
    CHECK_EQUAL(address->scope_id, back.scope_id);
    CHECK_EQUAL(address->length, back.length);
    CHECK_EQUAL(0, memcmp(back.bytes, address->bytes, address->length));
}

void behaviour(void)
{
    hr_address ipv4 = {.family = HR_INET4, .port = 65535, .length = 4, .bytes = {192, 0, 2, 1}};
    check_round(&ipv4);
    hr_address link_local = {
        .family = HR_INET6, .port = 258, .scope_id = 7, .length = 16, .bytes = {0xfe, 0x80, [15] = 1}};
    check_round(&link_local);
    hr_address path = {.family = HR_UNIX, .length = 6, .bytes = "/tmp/s"};
    check_round(&path);

    struct sockaddr_storage storage;
    path.length = sizeof((struct sockaddr_un *)0)->sun_path;
    CHECK_EQUAL(0, hr_posix_sockaddr(&path, &storage));
    hr_address nothing = {.family = 9};
    CHECK_EQUAL(0, hr_posix_sockaddr(&nothing, &storage));

    storage.ss_family = AF_UNIX;
    hr_address unnamed = ipv4;
    hr_posix_address(&storage, offsetof(struct sockaddr_un, sun_path), &unnamed);
    CHECK_EQUAL(HR_UNIX, unnamed.family);
    CHECK_EQUAL(0, unnamed.length);

    memset(((struct sockaddr_un *)&storage)->sun_path, 'p', sizeof storage - offsetof(struct sockaddr_un, sun_path));
    hr_address unterminated;
    hr_posix_address(&storage, sizeof(struct sockaddr_un), &unterminated);
    CHECK_EQUAL(sizeof((struct sockaddr_un *)0)->sun_path, unterminated.length);
}
