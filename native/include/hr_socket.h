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

/* A Unix domain address of no bytes is a name of the system's choice; HR_ERROR_UNSUPPORTED: it chooses none. */
hr_result hr_socket_bind(hr_socket socket, const hr_address *local);
/* Of a stream, before bind: a port whose last connections linger is free to it. */
hr_result hr_socket_prepare_listener(hr_socket socket);
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
   none; TCP_CONGESTION and the like are bytes; the others are integers or 0 and 1. */
#define HR_OPTIONS(X)               \
    X(1, SO_SNDBUF)                 \
    X(2, SO_RCVBUF)                 \
    X(3, SO_KEEPALIVE)              \
    X(4, SO_REUSEADDR)              \
    X(5, SO_REUSEPORT)              \
    X(6, SO_LINGER)                 \
    X(7, SO_OOBINLINE)              \
    X(8, TCP_NODELAY)               \
    X(9, IP_TOS)                    \
    X(10, TCP_KEEPIDLE)             \
    X(11, TCP_KEEPINTERVAL)         \
    X(12, TCP_KEEPCOUNT)            \
    X(13, TCP_QUICKACK)             \
    X(14, SO_INCOMING_NAPI_ID)      \
    X(15, SO_BROADCAST)             \
    X(16, IP_MULTICAST_IF)          \
    X(17, IP_MULTICAST_TTL)         \
    X(18, IP_MULTICAST_LOOP)        \
    X(19, IP_DONTFRAGMENT)          \
    X(20, TCP_FASTOPEN)             \
    X(21, TCP_FASTOPEN_CONNECT)     \
    X(22, TCP_DEFER_ACCEPT)         \
    X(23, TCP_USER_TIMEOUT)         \
    X(24, TCP_NOTSENT_LOWAT)        \
    X(25, TCP_CORK)                 \
    X(26, TCP_CONGESTION)           \
    X(27, IP_FREEBIND)              \
    X(28, IP_TRANSPARENT)           \
    X(29, IP_PKTINFO)               \
    X(30, IP_RECVORIGDSTADDR)       \
    X(31, IP_RECVTOS)               \
    X(32, IP_MTU_DISCOVER)          \
    X(33, IP_MTU)                   \
    X(34, SO_TIMESTAMPNS)           \
    X(35, SO_RXQ_OVFL)              \
    X(36, SO_BUSY_POLL)             \
    X(37, SO_INCOMING_CPU)          \
    X(38, SO_MARK)                  \
    X(39, SO_BINDTODEVICE)          \
    X(40, SO_MAX_PACING_RATE)       \
    X(41, SO_ATTACH_REUSEPORT_CBPF) \
    X(42, SO_RCVLOWAT)

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

/* The same for options whose value is no number: a name without a zero byte (TCP_CONGESTION, SO_BINDTODEVICE), eight
   bytes (SO_MAX_PACING_RATE), or the instructions of a filter (SO_ATTACH_REUSEPORT_CBPF: uint16_t code, uint8_t jt,
   uint8_t jf, uint32_t k each). The result of the first: the length of the value, which is cut to capacity. */
hr_result hr_socket_get_option_bytes(hr_socket socket, uint32_t family, hr_option option, void *value,
                                     uint32_t capacity);
hr_result hr_socket_set_option_bytes(hr_socket socket, uint32_t family, hr_option option, const void *value,
                                     uint32_t length);

/* getsockopt(2) and setsockopt(2) as they are. The result of the first: the length that the system answered. */
hr_result hr_socket_get_raw_option(hr_socket socket, int32_t level, int32_t name, void *value, uint32_t capacity);
hr_result hr_socket_set_raw_option(hr_socket socket, int32_t level, int32_t name, const void *value, uint32_t length);
/* Why an option must not be used by its number: what the callers of this seam rely on it for. Writes the text,
   zero-terminated. Result: its length; 0 where the option may be used. */
hr_result hr_raw_option_refusal(int32_t level, int32_t name, char *text, size_t capacity);

/* What the system tells of a TCP connection, as an array of HR_TCP_FIELD_COUNT; -1 where it does not tell. Times are
   in microseconds, rates in bytes a second. HR_ERROR_UNSUPPORTED: not on this platform. */
#define HR_TCP_FIELDS(X)   \
    X(0, STATE)            \
    X(1, CA_STATE)         \
    X(2, RETRANSMITS)      \
    X(3, RTO)              \
    X(4, SND_MSS)          \
    X(5, RCV_MSS)          \
    X(6, UNACKED)          \
    X(7, SACKED)           \
    X(8, LOST)             \
    X(9, RETRANS)          \
    X(10, PMTU)            \
    X(11, RTT)             \
    X(12, RTTVAR)          \
    X(13, SND_SSTHRESH)    \
    X(14, SND_CWND)        \
    X(15, RCV_RTT)         \
    X(16, RCV_SPACE)       \
    X(17, TOTAL_RETRANS)   \
    X(18, PACING_RATE)     \
    X(19, MAX_PACING_RATE) \
    X(20, BYTES_ACKED)     \
    X(21, BYTES_RECEIVED)  \
    X(22, SEGS_OUT)        \
    X(23, SEGS_IN)         \
    X(24, NOTSENT_BYTES)   \
    X(25, MIN_RTT)         \
    X(26, DELIVERY_RATE)   \
    X(27, BUSY_TIME)       \
    X(28, RWND_LIMITED)    \
    X(29, SNDBUF_LIMITED)  \
    X(30, DELIVERED)       \
    X(31, DELIVERED_CE)    \
    X(32, BYTES_SENT)      \
    X(33, BYTES_RETRANS)   \
    X(34, SND_WND)

typedef enum {
#define HR_TCP_FIELD(number, name) HR_TCP_##name = (number),
    HR_TCP_FIELDS(HR_TCP_FIELD) HR_TCP_FIELD_COUNT
#undef HR_TCP_FIELD
} hr_tcp_field;

hr_result hr_socket_tcp_info(hr_socket socket, int64_t *fields_out);

/* What a platform has beyond java.nio, and the backend has no part in. */
#define HR_FEATURES(X)       \
    X(1, RAW_OPTIONS)        \
    X(2, DATAGRAM_BATCH)     \
    X(3, TRANSFER)           \
    X(4, SPLICE)             \
    X(5, INHERITED_CHANNELS) \
    X(6, UNIX_DATAGRAM)      \
    X(7, PASS_CHANNELS)      \
    X(8, SPAWN)

typedef enum {
#define HR_FEATURE(number, name) HR_FEATURE_##name = (number),
    HR_FEATURES(HR_FEATURE) HR_FEATURE_COUNT
#undef HR_FEATURE
} hr_feature;

/* 1 or 0. */
hr_result hr_supports(hr_feature feature);

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

/* Writes a name in the system's encoding, zero-terminated. Result: its length; 0 where the id has none, or one that is
   too long. */
hr_result hr_user_name(uint32_t user, char *text, size_t capacity);
hr_result hr_group_name(uint32_t group, char *text, size_t capacity);

/* A duplicate of a descriptor that the process was started with; an error where that is no socket. Other processes that
   have the same socket see it become non-blocking. */
hr_result hr_socket_inherit(hr_socket number);
/* Takes over a socket or the end of a pipe that another program made, under its own number: non-blocking, as above, and
   close-on-exec from now on. */
hr_result hr_socket_adopt(hr_socket number);
/* HR_STREAM or HR_DATAGRAM; 0 for another type. */
hr_result hr_socket_type(hr_socket socket);
/* Puts the null device over the descriptors 0, 1 and 2. */
hr_result hr_standard_streams_to_null(void);

#endif
