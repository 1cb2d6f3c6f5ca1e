/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HEADRACE_LOAD_TLS_H
#define HEADRACE_LOAD_TLS_H

#include <stddef.h>
#include <sys/types.h>

/* TLS by OpenSSL, where the build has it. Certificates are not checked. */
typedef struct tls tls;
typedef struct tls_connection tls_connection;

/* NULL after a message on stderr. */
tls *tls_open(void);

void tls_close(tls *t);

/*
 * Makes the descriptor one that does not block. The first tls_send or tls_receive begin the handshake, and later ones
 * go on with it, so that either may have to wait for what the other would. NULL after a message on stderr.
 */
tls_connection *tls_connect(tls *t, int fd);

void tls_disconnect(tls_connection *c);

/* As recv(2) and send(2) with MSG_DONTWAIT; errno is EPROTO where TLS itself failed. */
ssize_t tls_receive(tls_connection *c, void *bytes, size_t size);
ssize_t tls_send(tls_connection *c, const void *bytes, size_t size);

#endif
