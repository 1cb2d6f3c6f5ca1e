/* SPDX-License-Identifier: Apache-2.0 */
#include <netinet/in.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include "hr_memory.h"
#include "hr_socket.h"
#include "posix/addresses.h"
#include "posix/result.h"

enum { MESSAGES = 1 + HR_STORED_MOST };

typedef union {
    struct sockaddr any;
    struct sockaddr_in inet4;
    struct sockaddr_in6 inet6;
} internet_address;

/* Message 0 is the caller's own. What the kernel is given stays filled in from call to call. */
struct hr_store {
    hr_datagram datagrams[HR_STORED_MOST];
    internet_address peers[MESSAGES];
    struct iovec vectors[MESSAGES];
    struct mmsghdr messages[MESSAGES];
};

static bool has_recvmmsg(void)
{
    /* A seccomp profile that forbids it answers otherwise, as a kernel that lacks it does. */
    return recvmmsg(-1, NULL, 0, 0, NULL) < 0 && errno == EBADF;
}

hr_result hr_store_open(hr_store **out)
{
    if (!has_recvmmsg()) {
        return hr_error(HR_ERROR_UNSUPPORTED, errno);
    }
    /* Not malloc, which after the first free serves so much from its heap: a page is there only once a datagram has
       come to it. */
    hr_store *store = mmap(NULL, sizeof *store, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (store == MAP_FAILED) {
        return hr_error_from_os(errno);
    }
    /* EINVAL: a kernel that has no huge pages. */
    (void)madvise(store, sizeof *store, MADV_NOHUGEPAGE);
    for (int i = 0; i < MESSAGES; i++) {
        store->messages[i].msg_hdr =
            (struct msghdr){.msg_name = &store->peers[i], .msg_iov = &store->vectors[i], .msg_iovlen = 1};
    }
    for (int i = 0; i < HR_STORED_MOST; i++) {
        store->vectors[1 + i] = (struct iovec){store->datagrams[i].bytes, sizeof store->datagrams[i].bytes};
    }
    hr_memory_count(sizeof *store);
    *out = store;
    return 0;
}

void hr_store_close(hr_store *store)
{
    hr_memory_count(-(int64_t)sizeof *store);
    if (munmap(store, sizeof *store) < 0) {
        /* ENOMEM: a hole in a mapping would be one more than vm.max_map_count. The pages can go. */
        (void)madvise(store, sizeof *store, MADV_DONTNEED);
    }
}

static void read_peer(const hr_store *store, int message, hr_address *out)
{
    struct sockaddr_storage storage;
    socklen_t length = store->messages[message].msg_hdr.msg_namelen;
    memcpy(&storage, &store->peers[message], sizeof store->peers[message]);
    hr_posix_address(&storage, length, out);
}

hr_result hr_socket_receive_ahead(hr_socket socket, void *memory, uint64_t length, hr_address *peer_out,
                                  hr_store *store)
{
    store->vectors[0] = (struct iovec){memory, length};
    for (int i = 0; i < MESSAGES; i++) {
        store->messages[i].msg_hdr.msg_namelen = sizeof store->peers[i];
    }
    int received;
    do {
        received = recvmmsg((int)socket, store->messages, MESSAGES, MSG_DONTWAIT, NULL);
    } while (hr_posix_interrupted(received));
    if (received < 0) {
        return hr_posix_result(received);
    }
    read_peer(store, 0, peer_out);
    for (int i = 1; i < received; i++) {
        hr_datagram *datagram = &store->datagrams[i - 1];
        datagram->length = store->messages[i].msg_len;
        read_peer(store, i, &datagram->peer);
    }
    return (hr_result)(received - 1) << 32 | store->messages[0].msg_len;
}
