/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_BATCH_H
#define HR_BATCH_H

#include "hr_error.h"
#include "hr_types.h"

/*
 * Several datagrams in one call. The caller's memory begins with an hr_batch and has hr_batch_size() bytes; the payload
 * of all messages lies in another piece of memory. Neither is kept after a call. HR_ERROR_UNSUPPORTED: not on this
 * platform.
 */

enum {
    HR_BATCH_MOST = 4096,             /* messages of a batch */
    HR_BATCH_JOINED_MOST = 128,       /* datagrams that the system joins to one, at most: UDP_MAX_SEGMENTS */
    HR_BATCH_JOINED_BYTES = 64 * 1024 /* and their bytes */
};

enum {
    HR_MESSAGE_SAME_PEER = 1 << 0, /* as the message before it */
    HR_MESSAGE_TRUNCATED = 1 << 1, /* the payload had no room for the rest of it */
    HR_MESSAGE_HAS_TOS = 1 << 2,
    HR_MESSAGE_HAS_DROPPED = 1 << 3,
};

typedef struct {
    hr_address peer;  /* to whom, or from whom; family 0: where the socket is connected to */
    hr_address local; /* the own address; family 0: of the system's choice, or not told */
    int64_t time_ns;  /* since 1970, when the system received it; 0: not told */
    uint32_t offset;  /* in the payload */
    uint32_t length;
    uint32_t flags;
    uint32_t tos;       /* the byte, with HR_MESSAGE_HAS_TOS */
    uint32_t dropped;   /* datagrams dropped since the socket was opened, modulo 2^32, with HR_MESSAGE_HAS_DROPPED */
    uint32_t interface; /* index, with a local address; 0: not told */
} hr_message;

typedef struct {
    int64_t error;     /* of the last hr_batch_send: why it sent no more; 0: nothing */
    uint32_t capacity; /* messages */
    uint32_t offload;  /* HR_BATCH_OFFLOAD_... */
    hr_message messages[];
} hr_batch;

enum {
    HR_BATCH_OFFLOAD_ON = 0,  /* the device may cut one large piece into datagrams */
    HR_BATCH_OFFLOAD_OFF = 1, /* not any more: it refused */
};

hr_result hr_batch_size(uint32_t capacity);

/* Messages from..to-1. Result: how many were sent. Where that is not all of them, hr_batch.error is the error of the
   next one. Equal datagrams in a row to one peer go to the system as one. Memory that a message names lies inside the
   payload. */
hr_result hr_batch_send(hr_socket socket, hr_batch *batch, uint32_t from, uint32_t to, const void *payload);

/* Result: how many messages were received, at least 1, or an error. Without hr_batch_join each gets an equal share of
   the payload; what does not fit is dropped and told. An error behind the first message is the next call's. */
hr_result hr_batch_receive(hr_socket socket, hr_batch *batch, void *payload, uint64_t length);

/* From now on the system may join datagrams of one sender (UDP_GRO), and receives of every kind have to part them:
   hr_batch_receive_joined does. It needs room for HR_BATCH_JOINED_MOST messages and HR_BATCH_JOINED_BYTES. */
hr_result hr_batch_join(hr_socket socket);
hr_result hr_batch_receive_joined(hr_socket socket, hr_batch *batch, void *payload, uint64_t length);

#endif
