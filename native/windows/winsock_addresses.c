/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/winsock_addresses.h"

#include <afunix.h>
#include <stddef.h>
#include <string.h>

_Static_assert(UNIX_PATH_MAX <= sizeof(((hr_address *)0)->bytes), "every path fits the seam's address");

/* Port and bytes are in network order in the addresses of the internet. */
typedef struct {
    uint32_t seam;
    int family;
    int (*write)(const hr_address *address, SOCKADDR_STORAGE *out);
    void (*read)(const SOCKADDR_STORAGE *from, hr_address *out);
} family_form;

static int write_inet4(const hr_address *address, SOCKADDR_STORAGE *out)
{
    SOCKADDR_IN *to = (SOCKADDR_IN *)out;
    to->sin_port = htons((u_short)address->port);
    memcpy(&to->sin_addr, address->bytes, sizeof to->sin_addr);
    return sizeof *to;
}

static void read_inet4(const SOCKADDR_STORAGE *from, hr_address *out)
{
    const SOCKADDR_IN *address = (const SOCKADDR_IN *)from;
    out->port = ntohs(address->sin_port);
    out->length = sizeof address->sin_addr;
    memcpy(out->bytes, &address->sin_addr, sizeof address->sin_addr);
}

static int write_inet6(const hr_address *address, SOCKADDR_STORAGE *out)
{
    SOCKADDR_IN6 *to = (SOCKADDR_IN6 *)out;
    to->sin6_port = htons((u_short)address->port);
    to->sin6_scope_id = address->scope_id;
    memcpy(&to->sin6_addr, address->bytes, sizeof to->sin6_addr);
    return sizeof *to;
}

static void read_inet6(const SOCKADDR_STORAGE *from, hr_address *out)
{
    const SOCKADDR_IN6 *address = (const SOCKADDR_IN6 *)from;
    out->port = ntohs(address->sin6_port);
    out->scope_id = address->sin6_scope_id;
    out->length = sizeof address->sin6_addr;
    memcpy(out->bytes, &address->sin6_addr, sizeof address->sin6_addr);
}

/* A path ends in a zero byte. Windows has no abstract names. */
static int write_path(const hr_address *address, SOCKADDR_STORAGE *out)
{
    SOCKADDR_UN *to = (SOCKADDR_UN *)out;
    if (address->length >= sizeof to->sun_path || (address->length > 0 && address->bytes[0] == 0)) {
        return 0;
    }
    memcpy(to->sun_path, address->bytes, address->length);
    return sizeof *to;
}

static void read_path(const SOCKADDR_STORAGE *from, hr_address *out)
{
    const SOCKADDR_UN *address = (const SOCKADDR_UN *)from;
    out->length = (uint32_t)strnlen(address->sun_path, sizeof address->sun_path);
    memcpy(out->bytes, address->sun_path, out->length);
}

static const family_form forms[] = {
    {HR_INET4, AF_INET, write_inet4, read_inet4},
    {HR_INET6, AF_INET6, write_inet6, read_inet6},
    {HR_UNIX, AF_UNIX, write_path, read_path},
};

static const family_form *form_of(uint32_t seam, int family)
{
    for (size_t i = 0; i < ARRAYSIZE(forms); i++) {
        if (forms[i].seam == seam || forms[i].family == family) {
            return &forms[i];
        }
    }
    return NULL;
}

int hr_winsock_family(uint32_t family)
{
    const family_form *form = form_of(family, AF_UNSPEC);
    return form == NULL ? AF_UNSPEC : form->family;
}

int hr_winsock_sockaddr(const hr_address *address, SOCKADDR_STORAGE *out)
{
    const family_form *form = form_of(address->family, AF_UNSPEC);
    if (form == NULL) {
        return 0;
    }
    memset(out, 0, sizeof *out);
    out->ss_family = (ADDRESS_FAMILY)form->family;
    return form->write(address, out);
}

void hr_winsock_address(const SOCKADDR_STORAGE *from, hr_address *out)
{
    memset(out, 0, offsetof(hr_address, bytes));
    const family_form *form = form_of(0, from->ss_family);
    if (form == NULL) {
        return;
    }
    out->family = form->seam;
    form->read(from, out);
}
