/* SPDX-License-Identifier: Apache-2.0 */
#include "tls.h"

#include "failure.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>

/* Both stand for what OpenSSL has, so that no other file knows it. */
#define CONTEXT(t) ((SSL_CTX *)(t))
#define CONNECTION(c) ((SSL *)(c))

static int failed_tls(const char *what)
{
    char reason[256];
    ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
    ERR_clear_error();
    return failed("%s: %s", what, reason);
}

tls *tls_open(void)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    /* OpenSSL writes without MSG_NOSIGNAL */
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR) {
        warn("signal");
        goto fail;
    }
    if (context == NULL) {
        failed_tls("SSL_CTX_new");
        goto fail;
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    return (tls *)context;
fail:
    SSL_CTX_free(context);
    return NULL;
}

void tls_close(tls *t)
{
    SSL_CTX_free(CONTEXT(t));
}

tls_connection *tls_connect(tls *t, int fd)
{
    SSL *connection = SSL_new(CONTEXT(t));
    if (connection == NULL || SSL_set_fd(connection, fd) != 1 ||
        SSL_set_tlsext_host_name(connection, "localhost") != 1) {
        failed_tls("SSL_new");
        goto fail;
    }
    SSL_set_connect_state(connection);
    if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0) {
        warn("fcntl");
        goto fail;
    }
    return (tls_connection *)connection;
fail:
    SSL_free(connection);
    return NULL;
}

void tls_disconnect(tls_connection *c)
{
    SSL_free(CONNECTION(c));
}

static ssize_t result_of(tls_connection *c, int n)
{
    int error = SSL_get_error(CONNECTION(c), n);
    if (error == SSL_ERROR_ZERO_RETURN) {
        return 0;
    }
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) {
        errno = EAGAIN;
    } else if (error != SSL_ERROR_SYSCALL) {
        failed_tls("TLS");
        errno = EPROTO;
    }
    ERR_clear_error();
    return -1;
}

static int bounded(size_t size)
{
    return size < INT_MAX ? (int)size : INT_MAX;
}

ssize_t tls_receive(tls_connection *c, void *bytes, size_t size)
{
    int n = SSL_read(CONNECTION(c), bytes, bounded(size));
    return n > 0 ? n : result_of(c, n);
}

ssize_t tls_send(tls_connection *c, const void *bytes, size_t size)
{
    int n = SSL_write(CONNECTION(c), bytes, bounded(size));
    return n > 0 ? n : result_of(c, n);
}
