/* SPDX-License-Identifier: Apache-2.0 */
#include "connections.h"

#include "failure.h"
#include "loopback.h"
#include "readiness.h"

#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#define BACKLOG 16
#define REPORTED (EPOLLIN | EPOLLET)

static int watch(int epoll, const connection *c, bool both_ends)
{
    return readiness_watch(epoll, c->server, REPORTED) != 0 ? -1
           : both_ends                                      ? readiness_watch(epoll, c->client, REPORTED)
                                                            : 0;
}

static int open_one(connection *out, int listener, const loopback_address *address)
{
    out->client = loopback_connect(address);
    if (out->client < 0) {
        return -1;
    }
    out->server = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (out->server < 0) {
        close(out->client);
        return failed_call("accept4");
    }
    return 0;
}

static int open_all(connections *c, int wanted, bool both_ends)
{
    int result = 0;
    loopback_address address;
    int listener = loopback_listen(BACKLOG, &address);
    if (listener < 0) {
        return -1;
    }
    while (result == 0 && c->count < wanted) {
        connection *one = &c->all[c->count];
        result = open_one(one, listener, &address);
        if (result == 0) {
            c->count++;
            result = watch(c->epoll, one, both_ends);
        }
    }
    close(listener);
    return result;
}

int connections_open(connections *out, int count, bool both_ends)
{
    *out = (connections){.epoll = readiness_open()};
    if (out->epoll < 0) {
        return -1;
    }
    out->all = calloc((size_t)count, sizeof *out->all);
    if (out->all == NULL) {
        close(out->epoll);
        return failed_call("calloc");
    }
    if (open_all(out, count, both_ends) != 0) {
        connections_close(out);
        return -1;
    }
    return 0;
}

void connections_close(connections *c)
{
    for (int i = 0; i < c->count; i++) {
        close(c->all[i].client);
        close(c->all[i].server);
    }
    free(c->all);
    close(c->epoll);
}
