/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

void behaviour(void)
{
    tcp_pair pair = tcp_connected(HR_INET4);
    int limit = (int)hr_socket_vector_limit();
    CHECK(limit >= 16);
    hr_buffer *buffers = calloc((size_t)limit + 1, sizeof *buffers);
    CHECK(buffers != NULL);
    for (int i = 0; i <= limit; i++) {
        buffers[i] = (hr_buffer){.address = (uintptr_t) "x", .length = 1};
    }
    CHECK_EQUAL(limit, hr_socket_send_vector(pair.client, buffers, limit));
    CHECK(hr_socket_send_vector(pair.client, buffers, limit + 1) < 0);
    free(buffers);
    tcp_close(pair);
}
