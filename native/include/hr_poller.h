/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POLLER_H
#define HR_POLLER_H

#include "hr_error.h"
#include "hr_types.h"

/*
 * The readiness seam. A backend is one hr_poller_backend; Java makes one poller a selector, and a few
 * for the virtual threads that are blocked.
 *
 *   open, wait, close   one thread at a time (the selector's lock)
 *   change, wakeup,     any thread, also during a wait; never during or after close (the caller counts references)
 *   forget
 *   descriptor          any thread
 *
 * No function throws, calls back, or answers EINTR.
 */

typedef struct hr_poller hr_poller; /* owned by the backend that opened it */

/* What a registration asks for: HR_READ, HR_WRITE and these. */
enum {
    HR_URGENT = 1 << 2,    /* out-of-band data, where the backend can tell */
    HR_EDGE = 1 << 4,      /* report a direction once, when it becomes ready (HR_CAP_EDGE) */
    HR_ONESHOT = 1 << 5,   /* any report disarms the whole registration (HR_CAP_ONESHOT) */
    HR_EXCLUSIVE = 1 << 6, /* of the pollers that wait for a socket, wake one or few; without the two before it and
                              HR_URGENT, and HR_HALF_CLOSED is not told (HR_CAP_EXCLUSIVE) */
};                         /* neither: report again in each wait while ready (HR_CAP_LEVEL) */

/*
 * A change to one registration, was -> now:
 *
 *   0 -> x   add; one that is there already is modified
 *   x -> y   modify; also arms a registration that HR_ONESHOT disarmed
 *   x -> x   arm again: report the directions in `doubt` if they are ready, or when they become so
 *   x -> 0   remove; every 0 -> x is followed by exactly one x -> 0, or has ended with HR_CHANGE_FAILED
 *
 * `doubt` names each direction that a change arms again, also in 0 -> x and x -> y.
 *
 * HR_CHANGE_CLOSED (x -> 0 only): the descriptor is closed or about to be, its number may name another file: the
 * registration's own state is dropped and no system call is made on the number.
 */
enum { HR_CHANGE_CLOSED = 1 << 0 };

typedef struct {
    hr_socket socket;
    uint64_t token; /* slot | generation << 32; never 0; of one registration from its 0 -> x to its x -> 0 */
    uint16_t was;
    uint16_t now;
    uint16_t doubt; /* directions */
    uint16_t flags;
} hr_change;

/* What an event reports: HR_READ, HR_WRITE, HR_URGENT and these. A bit that is absent says nothing. */
enum {
    HR_HALF_CLOSED = 1 << 3,   /* the peer sends no more */
    HR_HANGUP = 1 << 4,        /* both directions are over, or the socket was never connected; asked for always */
    HR_ERROR_PENDING = 1 << 5, /* the next operation tells which */
    HR_CHANGE_FAILED = 1 << 6, /* a change of this token failed: aux is kind | os_code << 8; nothing is registered */
    HR_GONE = 1 << 7,          /* the last event of this token (HR_CAP_GONE) */
};

typedef struct {
    uint64_t token;
    uint32_t ready;
    uint32_t aux;
} hr_event;

enum {
    HR_CAP_LEVEL = 1 << 0,
    HR_CAP_EDGE = 1 << 1,
    HR_CAP_ONESHOT = 1 << 2,
    HR_CAP_GONE = 1 << 3,           /* x -> 0 is answered by HR_GONE, and only then may the slot be used again */
    HR_CAP_CHANGE_AT_ONCE = 1 << 4, /* change works */
    HR_CAP_EXCLUSIVE = 1 << 5,
    /* HR_URGENT is reported. Without it, a short receive on TCP may have stopped at urgent data, and more is there. */
    HR_CAP_URGENT = 1 << 6,
    /* An edge of HR_WRITE comes when a full buffer has room again. Without it, with each acknowledgement or read. */
    HR_CAP_QUIET_WRITE = 1 << 7,
    HR_CAP_LATE = 1 << 8, /* a report may be older than the wait that tells it */
};

/* Set in the result of a wait that consumed a wakeup. The other bits are the number of events. */
enum { HR_WAIT_WOKEN = 1 << 30 };

typedef struct {
    const char *name;
    uint32_t caps;

    hr_result (*open)(hr_poller **poller_out);

    /*
     * Applies the changes in order, then waits until there is an event, a wakeup, or timeout_ns has passed
     * (0: do not wait; negative: without limit; a shorter grain than the clock's rounds up). capacity >= nchanges and
     * capacity >= 1. A change that fails answers HR_CHANGE_FAILED, and then the wait does not block. Several events of
     * one token count together.
     *
     * A wakeup since the last wait makes this one return; it is no event. Result: number of events, with
     * HR_WAIT_WOKEN; an error only where the poller itself failed, and then the caller gives the same changes again.
     */
    hr_result (*wait)(hr_poller *poller, const hr_change *changes, int nchanges, hr_event *events, int capacity,
                      int64_t timeout_ns);

    /* Wakeups coalesce: at most one system call until a wait consumes it. */
    hr_result (*wakeup)(hr_poller *poller);

    /*
     * The caller is about to close this descriptor. When forget returns, no later system call of this poller names
     * the number for this token: what is registered has been taken out, and changes of the token that a wait has not
     * yet applied are passed over, or fail (but for x -> 0, which still ends the token). Nothing there to forget: 0.
     * Never fails for want of memory.
     */
    hr_result (*forget)(hr_poller *poller, hr_socket socket, uint64_t token);

    /*
     * HR_CAP_CHANGE_AT_ONCE: carries out one change now, for a wait in progress too. A backend without it answers
     * HR_ERROR_UNSUPPORTED, and the change goes to a wait.
     */
    hr_result (*change)(hr_poller *poller, const hr_change *change);

    /*
     * What another poller can watch in this one's place: it is ready to read while a wait would find an event or a
     * wakeup. HR_ERROR_UNSUPPORTED where there is no such descriptor. It stays the poller's.
     */
    hr_result (*descriptor)(const hr_poller *poller);

    void (*close)(hr_poller *poller);
} hr_poller_backend;

/* The backends of this library, the best one first; ends with NULL. */
extern const hr_poller_backend *const hr_poller_backends[];

#endif
