/* SPDX-License-Identifier: Apache-2.0 */
#include "tls.h"

#include "failure.h"

#include <errno.h>

tls *tls_open(void)
{
    failed("--tls: there was no OpenSSL when this was built; install libssl-dev and build again");
    return NULL;
}

void tls_close(tls *t)
{
    (void)t;
}

tls_connection *tls_connect(tls *t, int fd)
{
    (void)t;
    (void)fd;
    return NULL;
}

void tls_disconnect(tls_connection *c)
{
    (void)c;
}

ssize_t tls_receive(tls_connection *c, void *bytes, size_t size)
{
    (void)c;
    (void)bytes;
    (void)size;
    errno = ENOTSUP;
    return -1;
}

ssize_t tls_send(tls_connection *c, const void *bytes, size_t size)
{
    (void)c;
    (void)bytes;
    (void)size;
    errno = ENOTSUP;
    return -1;
}
