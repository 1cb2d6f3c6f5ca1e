/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_SOCKET_H
#define HR_SOCKET_H

#include "hr_error.h"
#include "hr_types.h"

/*
 * The socket seam. It creates every descriptor non-blocking, close-on-exec and without SIGPIPE. No function blocks,
 * except hr_socket_await, hr_socket_receive_blocking and a close with SO_LINGER. Any thread may call; the caller sees
 * to it that a number is not closed while another call uses it.
 *
 * The end of a pipe is the exception: write(2) knows no MSG_NOSIGNAL, so the process has to ignore or handle SIGPIPE,
 * as every JVM does.
 */

enum { HR_STREAM = 1, HR_DATAGRAM = 2 };

/* An IPv6 socket also speaks IPv4 (IPV6_V6ONLY off). A datagram socket hears only the groups that it has joined, and
   takes the largest datagram. Result: the socket. */
hr_result hr_socket_open(uint32_t family, uint32_t type);
hr_result hr_socket_close(hr_socket socket);

/* 1 where the host can make IPv6 sockets and has an IPv6 address, else 0. */
hr_result hr_socket_has_ipv6(void);

hr_result hr_socket_bind(hr_socket socket, const hr_address *local);
hr_result hr_socket_listen(hr_socket socket, int backlog);

/* 0: connected; HR_ERROR_IN_PROGRESS: HR_WRITE tells the end. */
hr_result hr_socket_connect(hr_socket socket, const hr_address *peer);
/* Of a datagram socket, one that is not connected too. A local port that the system chose may be given up with it: 0.
   Linux (6.18) lets a disconnected IPv6 socket hear only the host that it was connected to. */
hr_result hr_socket_disconnect(hr_socket socket);
/* 0: connected; HR_ERROR_IN_PROGRESS: still pending; another error: failed. */
hr_result hr_socket_finish_connect(hr_socket socket);

/* Result: the new socket. A connection that was aborted while it waited is passed over. One system call. */
hr_result hr_socket_accept(hr_socket socket, hr_address *peer_out);

/* An unbound or unconnected socket answers family 0, or the wildcard address with port 0. */
hr_result hr_socket_local_address(hr_socket socket, hr_address *out);
hr_result hr_socket_remote_address(hr_socket socket, hr_address *out);

/* directions: HR_READ, HR_WRITE or both. 0 also where there is no connection, or no more. */
hr_result hr_socket_shutdown(hr_socket socket, uint32_t directions);

/* Result: bytes; a receive that answers 0 is the end of the stream. length > 0, count from 1 to
   hr_socket_vector_limit(). */
hr_result hr_socket_receive(hr_socket socket, void *memory, uint64_t length);
hr_result hr_socket_send(hr_socket socket, const void *memory, uint64_t length);
hr_result hr_socket_receive_vector(hr_socket socket, const hr_buffer *buffers, int count);
hr_result hr_socket_send_vector(hr_socket socket, const hr_buffer *buffers, int count);
hr_result hr_socket_send_urgent(hr_socket socket, uint8_t byte);
/* One datagram a call, an empty one too. A receive drops without an error what memory has no room for; the peer has
   family 0 where the system names none. peer NULL: where the socket is connected to. */
hr_result hr_socket_receive_from(hr_socket socket, void *memory, uint64_t length, hr_address *peer_out);
hr_result hr_socket_send_to(hr_socket socket, const void *memory, uint64_t length, const hr_address *peer);
/*
 * Datagrams that were received ahead of the calls that take them. A store begins with an array of HR_STORED_MOST of
 * them, and takes pages of memory only as they come. HR_ERROR_UNSUPPORTED: the system receives no two datagrams in one
 * call, or forbids it.
 */
enum { HR_STORED_MOST = 15, HR_DATAGRAM_LARGEST = 65535 };
typedef struct {
    hr_address peer;
    uint32_t length;
    uint8_t bytes[HR_DATAGRAM_LARGEST];
} hr_datagram;
typedef struct hr_store hr_store;

hr_result hr_store_open(hr_store **out);
void hr_store_close(hr_store *store);
/* hr_socket_receive_from, and into the store, over what is there, those that wait behind that datagram. An error behind
   it is the next call's. Result: the bytes of the first, and from bit 32 on how many were stored. One system call. */
hr_result hr_socket_receive_ahead(hr_socket socket, void *memory, uint64_t length, hr_address *peer_out,
                                  hr_store *store);

/*
 * Of a connected stream: a receive that waits inside the system for data or the end. hr_socket_shutdown with HR_READ
 * makes it answer 0, begun before or after. It needs set_blocking once, or would block; HR_ERROR_UNSUPPORTED where a
 * shutdown would not end it. The other functions here do not wait then either; sendfile(2) by others would.
 */
hr_result hr_socket_set_blocking(hr_socket socket, int blocking);
hr_result hr_socket_receive_blocking(hr_socket socket, void *memory, uint64_t length);
/* Bytes that a receive would find at least. */
hr_result hr_socket_available(hr_socket socket);
/* IOV_MAX. */
hr_result hr_socket_vector_limit(void);

/*
 * Multicast groups (RFC 3678, the forms for either protocol). interface is an index, 0 of the system's choice. With a
 * source the membership is for what that source sends; blocking is for a membership of all sources. An IPv6 socket
 * joins IPv4 groups by their IPv4 addresses, where the system lets it.
 */
typedef enum {
    HR_JOIN = 1,
    HR_LEAVE = 2,
    HR_JOIN_SOURCE = 3,
    HR_LEAVE_SOURCE = 4,
    HR_BLOCK_SOURCE = 5,
    HR_UNBLOCK_SOURCE = 6,
} hr_membership;

/* source is read for those that name it. */
hr_result hr_socket_membership(hr_socket socket, hr_membership change, uint32_t interface, const hr_address *group,
                               const hr_address *source);

/* The same for the ends of a pipe. */
hr_result hr_pipe_open(hr_socket *source_out, hr_socket *sink_out);
hr_result hr_pipe_read(hr_socket source, void *memory, uint64_t length);
hr_result hr_pipe_write(hr_socket sink, const void *memory, uint64_t length);
hr_result hr_pipe_read_vector(hr_socket source, const hr_buffer *buffers, int count);
hr_result hr_pipe_write_vector(hr_socket sink, const hr_buffer *buffers, int count);

/* Socket options by number; linger is -1 for off, else seconds; IP_MULTICAST_IF is the index of an interface, 0 for
   none; the others are integers or 0 and 1. */
#define HR_OPTIONS(X)          \
    X(1, SO_SNDBUF)            \
    X(2, SO_RCVBUF)            \
    X(3, SO_KEEPALIVE)         \
    X(4, SO_REUSEADDR)         \
    X(5, SO_REUSEPORT)         \
    X(6, SO_LINGER)            \
    X(7, SO_OOBINLINE)         \
    X(8, TCP_NODELAY)          \
    X(9, IP_TOS)               \
    X(10, TCP_KEEPIDLE)        \
    X(11, TCP_KEEPINTERVAL)    \
    X(12, TCP_KEEPCOUNT)       \
    X(13, TCP_QUICKACK)        \
    X(14, SO_INCOMING_NAPI_ID) \
    X(15, SO_BROADCAST)        \
    X(16, IP_MULTICAST_IF)     \
    X(17, IP_MULTICAST_TTL)    \
    X(18, IP_MULTICAST_LOOP)   \
    X(19, IP_DONTFRAGMENT)

/* HR_OPTION_COUNT: what an array by option needs, as the numbers begin with 1. */
typedef enum {
#define HR_OPTION(number, name) HR_OPTION_##name = (number),
    HR_OPTIONS(HR_OPTION) HR_OPTION_COUNT
#undef HR_OPTION
} hr_option;

/* family is that of the socket: IP_TOS is an option of another level on IPv6. HR_ERROR_UNSUPPORTED: not on this
   platform. */
hr_result hr_socket_get_option(hr_socket socket, uint32_t family, hr_option option, int32_t *value_out);
hr_result hr_socket_set_option(hr_socket socket, uint32_t family, hr_option option, int32_t value);

/*
 * Waits until the socket is ready in one of the directions, in error or hung up (the result then has these directions),
 * or wake was signalled (the result has HR_AWAIT_WOKEN), or timeout_ns has passed (0). Negative timeout: without limit.
 * wake may be NULL.
 */
enum { HR_AWAIT_WOKEN = 1 << 8 };
typedef struct hr_wake hr_wake;
hr_result hr_socket_await(hr_socket socket, uint32_t directions, hr_wake *wake, int64_t timeout_ns);

/* From its signal on it makes hr_socket_await return, begun before or after. One thread at a time waits with it; the
   caller sees to it that it is closed after all calls. On Unix it takes no descriptor, and does not end the wait of a
   thread that has blocked the JDK's signal for this. */
hr_result hr_wake_open(hr_wake **out);
hr_result hr_wake_signal(hr_wake *wake);
void hr_wake_close(hr_wake *wake);

/* Who connected a Unix domain socket, or listened on it: ids of a user and of a group. HR_ERROR_NOT_CONNECTED where
   there is no peer; HR_ERROR_UNSUPPORTED: not on this platform. */
hr_result hr_socket_peer_ids(hr_socket socket, uint32_t *user_out, uint32_t *group_out);
/* Writes a name in the system's encoding, zero-terminated. Result: its length; 0 where the id has none, or one that is
   too long. */
hr_result hr_user_name(uint32_t user, char *text, size_t capacity);
hr_result hr_group_name(uint32_t group, char *text, size_t capacity);

/* A duplicate of a descriptor that the process was started with; an error where that is no socket. Other processes that
   have the same socket see it become non-blocking. */
hr_result hr_socket_inherit(hr_socket number);
/* HR_STREAM or HR_DATAGRAM; 0 for another type. */
hr_result hr_socket_type(hr_socket socket);
/* Puts the null device over the descriptors 0, 1 and 2. */
hr_result hr_standard_streams_to_null(void);

#endif
