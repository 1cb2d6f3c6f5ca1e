/* SPDX-License-Identifier: Apache-2.0 */
#include "posix/interfaces.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

/* An entry's address need not lie as an IPv4 address has to. */
static bool inet4_of(const struct ifaddrs *entry, struct in_addr *out)
{
    if (entry->ifa_addr == NULL || entry->ifa_addr->sa_family != AF_INET) {
        return false;
    }
    struct sockaddr_in address;
    memcpy(&address, entry->ifa_addr, sizeof address);
    *out = address.sin_addr;
    return true;
}

bool hr_posix_interface_address(unsigned index, struct in_addr *out)
{
    char name[IF_NAMESIZE];
    struct ifaddrs *all;
    if (if_indextoname(index, name) == NULL || getifaddrs(&all) < 0) {
        return false;
    }
    const struct ifaddrs *one = all;
    while (one != NULL && !(strcmp(one->ifa_name, name) == 0 && inet4_of(one, out))) {
        one = one->ifa_next;
    }
    freeifaddrs(all);
    return one != NULL;
}

unsigned hr_posix_interface_of(struct in_addr address)
{
    struct ifaddrs *all;
    if (getifaddrs(&all) < 0) {
        return 0;
    }
    struct in_addr other;
    const struct ifaddrs *one = all;
    while (one != NULL && !(inet4_of(one, &other) && other.s_addr == address.s_addr)) {
        one = one->ifa_next;
    }
    unsigned index = one != NULL ? if_nametoindex(one->ifa_name) : 0;
    freeifaddrs(all);
    return index;
}
