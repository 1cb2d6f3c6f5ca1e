/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/winsock_addresses.h"

#include <stddef.h>
#include <string.h>

/* Where a family has what an address consists of; port and bytes are in network order in both. */
typedef struct {
    uint32_t seam;
    int family;
    int size;
    size_t bytes;
    uint32_t length;
} family_form;

static const family_form forms[] = {
    {HR_INET4, AF_INET, sizeof(SOCKADDR_IN), offsetof(SOCKADDR_IN, sin_addr), sizeof(IN_ADDR)},
    {HR_INET6, AF_INET6, sizeof(SOCKADDR_IN6), offsetof(SOCKADDR_IN6, sin6_addr), sizeof(IN6_ADDR)},
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
    SOCKADDR_IN6 *to = (SOCKADDR_IN6 *)out;
    to->sin6_family = (ADDRESS_FAMILY)form->family;
    to->sin6_port = htons((u_short)address->port);
    if (form->family == AF_INET6) {
        to->sin6_scope_id = address->scope_id;
    }
    memcpy((char *)out + form->bytes, address->bytes, form->length);
    return form->size;
}

void hr_winsock_address(const SOCKADDR_STORAGE *from, hr_address *out)
{
    memset(out, 0, offsetof(hr_address, bytes));
    const family_form *form = form_of(0, from->ss_family);
    if (form == NULL) {
        return;
    }
    const SOCKADDR_IN6 *address = (const SOCKADDR_IN6 *)from;
    out->family = form->seam;
    out->port = ntohs(address->sin6_port);
    out->scope_id = form->family == AF_INET6 ? address->sin6_scope_id : 0;
    out->length = form->length;
    memcpy(out->bytes, (const char *)from + form->bytes, form->length);
}
