/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_PASS_H
#define HR_PASS_H

#include "hr_error.h"
#include "hr_types.h"

/*
 * Descriptors that go to other processes: with bytes over a Unix domain stream, or as the standard input of a process
 * that is started. No function blocks. HR_ERROR_UNSUPPORTED: not on this platform.
 */

/* The most that one message carries: SCM_MAX_FD of Linux. */
enum { HR_DESCRIPTORS_MOST = 253 };

typedef struct {
    uint32_t count;
    uint32_t truncated; /* 1: more came than the process could take, and the system has closed them; else 0 */
    hr_socket numbers[HR_DESCRIPTORS_MOST];
} hr_descriptors;

/* hr_socket_send. The peer gets duplicates of the descriptors with the first byte; after an error it gets none. */
hr_result hr_socket_send_descriptors(hr_socket socket, const void *memory, uint64_t length,
                                     const hr_descriptors *descriptors);
/* hr_socket_receive. The descriptors are close-on-exec, and belong to the caller. One call receives those of one
   hr_socket_send_descriptors at most. */
hr_result hr_socket_receive_descriptors(hr_socket socket, void *memory, uint64_t length, hr_descriptors *out);

/* What a descriptor is. */
typedef enum {
    HR_OTHER = 0,
    HR_SOCKET = 1,
    HR_PIPE = 2,
    HR_FILE = 3,
} hr_descriptor_kind;

/* What may be done with it, from bit 8 of a result on; HR_READ and HR_WRITE come first. */
enum { HR_APPEND = 1 << 2, HR_ACCESS_SHIFT = 8 };

/* Result: the kind, and HR_READ, HR_WRITE and HR_APPEND shifted by HR_ACCESS_SHIFT. */
hr_result hr_descriptor_kind_of(hr_socket number);
/* Result: another number for the same, close-on-exec, above those of the standard streams. */
hr_result hr_descriptor_duplicate(hr_socket number);
/* Puts one descriptor over another, which is closed by that, under the number of the latter. close-on-exec. The number
   of the former is closed. */
hr_result hr_descriptor_replace(hr_socket number, hr_socket with);
/* 1 where a stream socket listens, else 0. */
hr_result hr_socket_listens(hr_socket socket);

/* The user, the group and the process that connected a Unix domain socket, or listened on it. -1 is a process that the
   system does not tell. HR_ERROR_NOT_CONNECTED where there is no peer. */
typedef struct {
    int64_t process;
    uint32_t user;
    uint32_t group;
} hr_peer;

hr_result hr_socket_peer(hr_socket socket, hr_peer *out);

/*
 * Starts a process. Its descriptor 0 is input, 1 and 2 are those of this process, and no other is open. Environment and
 * folder are those of this process; no signal is blocked or has a handler. arguments end with NULL; the first is looked
 * for in PATH if it has no slash. Result: its number; the error of execvp(3) where there is no such program.
 */
hr_result hr_process_start(hr_socket input, char *const *arguments);
/* Once, of a process that this started. Result: its exit status, 128 and the signal that killed it, or
   HR_ERROR_WOULD_BLOCK: it runs. */
hr_result hr_process_end(int64_t process);

#endif
