/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/winsock_interfaces.h"

#include <iphlpapi.h>

#include "hr_memory.h"

enum { FIRST_SIZE = 16 * 1024, FLAGS = GAA_FLAG_SKIP_ANYCAST | GAA_FLAG_SKIP_MULTICAST | GAA_FLAG_SKIP_DNS_SERVER };

typedef struct {
    IP_ADAPTER_ADDRESSES *first;
    ULONG size;
} adapter_list;

static void drop(adapter_list *list)
{
    hr_memory_free(list->first, list->size);
}

/* There may be more of them each time. */
static bool list_adapters(adapter_list *out)
{
    ULONG needed = FIRST_SIZE;
    ULONG answer = ERROR_BUFFER_OVERFLOW;
    while (answer == ERROR_BUFFER_OVERFLOW) {
        *out = (adapter_list){hr_memory_allocate(needed), needed};
        answer = out->first == NULL ? ERROR_NOT_ENOUGH_MEMORY
                                    : GetAdaptersAddresses(AF_INET, FLAGS, NULL, out->first, &needed);
        if (answer != NO_ERROR) {
            drop(out);
        }
    }
    return answer == NO_ERROR;
}

static IN_ADDR inet4_of(const IP_ADAPTER_UNICAST_ADDRESS *unicast)
{
    return ((const SOCKADDR_IN *)(const void *)unicast->Address.lpSockaddr)->sin_addr;
}

bool hr_winsock_interface_address(DWORD index, IN_ADDR *out)
{
    adapter_list list;
    if (!list_adapters(&list)) {
        return false;
    }
    const IP_ADAPTER_ADDRESSES *one = list.first;
    while (one != NULL && (one->IfIndex != index || one->FirstUnicastAddress == NULL)) {
        one = one->Next;
    }
    if (one != NULL) {
        *out = inet4_of(one->FirstUnicastAddress);
    }
    drop(&list);
    return one != NULL;
}

static bool has(const IP_ADAPTER_ADDRESSES *adapter, IN_ADDR address)
{
    const IP_ADAPTER_UNICAST_ADDRESS *one = adapter->FirstUnicastAddress;
    while (one != NULL && inet4_of(one).s_addr != address.s_addr) {
        one = one->Next;
    }
    return one != NULL;
}

DWORD hr_winsock_interface_of(IN_ADDR address)
{
    adapter_list list;
    if (!list_adapters(&list)) {
        return 0;
    }
    const IP_ADAPTER_ADDRESSES *one = list.first;
    while (one != NULL && !has(one, address)) {
        one = one->Next;
    }
    DWORD index = one != NULL ? one->IfIndex : 0;
    drop(&list);
    return index;
}
