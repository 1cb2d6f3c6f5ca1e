/* SPDX-License-Identifier: Apache-2.0 */
#include "posix/addresses.h"

#include <errno.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/un.h>

#include "posix/abstract_names.h"
#include "posix/address_length.h"

enum { PATH_OFFSET = offsetof(struct sockaddr_un, sun_path) };

_Static_assert(sizeof(((struct sockaddr_un *)0)->sun_path) <= sizeof(((hr_address *)0)->bytes),
               "every path of this system fits the seam's address");

typedef struct {
    int domain;
    socklen_t (*write)(const hr_address *address, struct sockaddr_storage *out);
    void (*read)(const struct sockaddr_storage *from, socklen_t length, hr_address *out);
} family_form;

static socklen_t write_inet4(const hr_address *address, struct sockaddr_storage *out)
{
    struct sockaddr_in *to = (struct sockaddr_in *)out;
    to->sin_port = htons((uint16_t)address->port);
    memcpy(&to->sin_addr, address->bytes, sizeof to->sin_addr);
    return sizeof *to;
}

static void read_inet4(const struct sockaddr_storage *from, socklen_t length, hr_address *out)
{
    (void)length;
    const struct sockaddr_in *address = (const struct sockaddr_in *)from;
    out->port = ntohs(address->sin_port);
    out->length = sizeof address->sin_addr;
    memcpy(out->bytes, &address->sin_addr, sizeof address->sin_addr);
}

static socklen_t write_inet6(const hr_address *address, struct sockaddr_storage *out)
{
    struct sockaddr_in6 *to = (struct sockaddr_in6 *)out;
    to->sin6_port = htons((uint16_t)address->port);
    to->sin6_scope_id = address->scope_id;
    memcpy(&to->sin6_addr, address->bytes, sizeof to->sin6_addr);
    return sizeof *to;
}

static void read_inet6(const struct sockaddr_storage *from, socklen_t length, hr_address *out)
{
    (void)length;
    const struct sockaddr_in6 *address = (const struct sockaddr_in6 *)from;
    out->port = ntohs(address->sin6_port);
    out->scope_id = address->sin6_scope_id;
    out->length = sizeof address->sin6_addr;
    memcpy(out->bytes, &address->sin6_addr, sizeof address->sin6_addr);
}

static bool is_abstract(const hr_address *address)
{
    return address->length > 0 && address->bytes[0] == 0;
}

/* A path ends in a zero byte, an abstract name where its length says. */
static uint32_t size_of_path(const hr_address *address)
{
    return address->length + (is_abstract(address) ? 0 : 1);
}

/* The JDK leaves the last byte of a path unused: what binds here can be reached from there. */
static uint32_t room_for(const hr_address *address)
{
    return sizeof(((struct sockaddr_un *)0)->sun_path) - (is_abstract(address) ? 0 : 1);
}

static bool fits(const hr_address *address)
{
    return address->length <= sizeof address->bytes && size_of_path(address) <= room_for(address);
}

static socklen_t write_path(const hr_address *address, struct sockaddr_storage *out)
{
    struct sockaddr_un *to = (struct sockaddr_un *)out;
    if (!fits(address) || (is_abstract(address) && !hr_posix_abstract_names)) {
        return 0;
    }
    memcpy(to->sun_path, address->bytes, address->length);
    return (socklen_t)(PATH_OFFSET + size_of_path(address));
}

static void read_path(const struct sockaddr_storage *from, socklen_t length, hr_address *out)
{
    const struct sockaddr_un *address = (const struct sockaddr_un *)from;
    size_t room = length > PATH_OFFSET ? length - PATH_OFFSET : 0; /* an unnamed socket has no path at all */
    bool whole = hr_posix_abstract_names && address->sun_path[0] == 0;
    out->length = (uint32_t)(whole ? room : strnlen(address->sun_path, room));
    memcpy(out->bytes, address->sun_path, out->length);
}

static const family_form forms[] = {
    [HR_INET4] = {AF_INET, write_inet4, read_inet4},
    [HR_INET6] = {AF_INET6, write_inet6, read_inet6},
    [HR_UNIX] = {AF_UNIX, write_path, read_path},
};

enum { FORMS = sizeof forms / sizeof forms[0] };

int hr_posix_domain(uint32_t family)
{
    return family >= HR_INET4 && family < FORMS ? forms[family].domain : -1;
}

socklen_t hr_posix_sockaddr(const hr_address *address, struct sockaddr_storage *out)
{
    int domain = hr_posix_domain(address->family);
    if (domain < 0) {
        return 0;
    }
    memset(out, 0, sizeof *out);
    out->ss_family = (sa_family_t)domain;
    socklen_t length = forms[address->family].write(address, out);
    hr_posix_note_length(out, length);
    return length;
}

int hr_posix_refusal(const hr_address *address)
{
    return address->family == HR_UNIX && !fits(address) ? ENAMETOOLONG : EINVAL;
}

void hr_posix_address(const struct sockaddr_storage *from, socklen_t length, hr_address *out)
{
    memset(out, 0, offsetof(hr_address, bytes));
    if (length < sizeof from->ss_family) {
        return;
    }
    for (uint32_t family = HR_INET4; family < FORMS; family++) {
        if (forms[family].domain == from->ss_family) {
            out->family = family;
            forms[family].read(from, length, out);
            return;
        }
    }
}
