/* SPDX-License-Identifier: Apache-2.0 */
#include "connect.h"

#include "failure.h"

#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#define SOURCE_CONNECTIONS 1000
#define SOURCES 32

/*
 * From 127.0.0.1, then 127.0.0.2 and so on: once half the ports of an address lead to one server, connect(2) looks at
 * each of them before it takes one of the other half.
 */
static int choose_source(int fd, int number)
{
    const int on = 1;
    int host = number / SOURCE_CONNECTIONS % SOURCES;
    struct sockaddr_in source = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK + (in_addr_t)host)};
    if (host == 0) {
        return 0;
    }
    if (setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on) != 0) {
        return failed_call("setsockopt");
    }
    return bind(fd, (const struct sockaddr *)&source, sizeof source) == 0 ? 0 : failed_call("bind");
}

int connect_to_server(const load_plan *plan, int number)
{
    const int on = 1;
    const struct timeval patience = {.tv_sec = plan->patience_ns / 1000000000,
                                     .tv_usec = plan->patience_ns % 1000000000 / 1000};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return failed_call("socket");
    }
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0 ||
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0) {
        warn("setsockopt");
        goto fail;
    }
    if (choose_source(fd, number) != 0) {
        goto fail;
    }
    if (connect(fd, (const struct sockaddr *)&plan->server, sizeof plan->server) != 0) {
        warn("connect");
        goto fail;
    }
    return fd;
fail:
    close(fd);
    return -1;
}
