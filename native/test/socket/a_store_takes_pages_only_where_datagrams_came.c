/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test/support/check.h"
#include "test/support/forbid.h"
#include "test/support/udp.h"

enum { OPENED = 4, SENT = 1 + HR_STORED_MOST };

/* Of the datagrams; the last of them shares a page with what is behind. */
static int resident_pages(hr_store *store)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t pages = HR_STORED_MOST * sizeof(hr_datagram) / page;
    unsigned char *each = malloc(pages);
    CHECK(each != NULL);
    CHECK_EQUAL(0, mincore(store, pages * page, each));
    int resident = 0;
    for (size_t i = 0; i < pages; i++) {
        resident += each[i] & 1;
    }
    free(each);
    return resident;
}

static void fill(hr_store *store, hr_socket receiver, hr_socket sender, const hr_address *at)
{
    char byte = 0;
    hr_address peer;
    for (int i = 0; i < SENT; i++) {
        udp_send(sender, 'a', at);
    }
    CHECK_EQUAL((hr_result)HR_STORED_MOST << 32 | 1, hr_socket_receive_ahead(receiver, &byte, 1, &peer, store));
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
/* Their runtime unmaps memory of its own at any time, and ends the process where it can't. */
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static void close_where_nothing_can_be_unmapped(hr_store *store)
{
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
        forbid(SYS_munmap, ENOMEM);
        hr_store_close(store);
        CHECK_EQUAL(0, resident_pages(store));
        _exit(0);
    }
    int status;
    CHECK_EQUAL(child, waitpid(child, &status, 0));
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

void behaviour(void)
{
    hr_address at;
    hr_address sender_at;
    hr_socket receiver = udp_bind(HR_INET4, &at);
    hr_socket sender = udp_bind(HR_INET4, &sender_at);
    for (int i = 0; i < OPENED; i++) {
        hr_store *store;
        CHECK_EQUAL(0, hr_store_open(&store));
        CHECK_EQUAL(0, resident_pages(store));
        fill(store, receiver, sender, &at);
        int resident = resident_pages(store);
        CHECK(resident >= HR_STORED_MOST && resident <= 2 * HR_STORED_MOST);
        if (!SANITIZED) {
            close_where_nothing_can_be_unmapped(store);
        }
        hr_store_close(store);
    }
    CHECK_EQUAL(0, hr_socket_close(sender));
    CHECK_EQUAL(0, hr_socket_close(receiver));
}
