/* SPDX-License-Identifier: Apache-2.0 */
/* A signal ends a poll(2) that is under way. One that begins later finds what the signaller wrote before: a number that
   is no descriptor. */
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>

#include "hr_memory.h"
#include "hr_socket.h"
#include "posix/interrupt_signal.h"
#include "posix/poll_until.h"
#include "posix/result.h"

enum { SOCKET, WAKE, FILES };
enum { NO_FILE = -1, NEVER_OPEN = INT_MAX }; /* poll(2) passes over the one, and answers POLLNVAL for the other */

struct hr_wake {
    pthread_mutex_t lock; /* guards all below but the fields of files that poll(2) writes */
    bool signalled;
    bool waiting; /* thread is in hr_socket_await */
    pthread_t thread;
    struct pollfd files[FILES];
};

static pthread_once_t handler_once = PTHREAD_ONCE_INIT;
static int handler_error;

/* Any handler will do. That of the C library stays where it is when this library is unloaded. */
static void ensure_handler(void)
{
    struct sigaction action;
    int failed = sigaction(hr_interrupt_signal(), NULL, &action);
    if (failed == 0 && (action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN)) {
        const struct sigaction harmless = {.sa_handler = (void (*)(int))(void (*)(void))abs};
        failed = sigaction(hr_interrupt_signal(), &harmless, NULL);
    }
    handler_error = failed == 0 ? 0 : errno;
}

static hr_result result_of(int error)
{
    return error == 0 ? 0 : hr_error_from_os(error);
}

hr_result hr_wake_open(hr_wake **out)
{
    int error = pthread_once(&handler_once, ensure_handler);
    error = error == 0 ? handler_error : error;
    hr_wake *wake = error == 0 ? hr_memory_allocate(sizeof *wake) : NULL;
    if (wake == NULL) {
        return hr_error_from_os(error == 0 ? ENOMEM : error);
    }
    error = pthread_mutex_init(&wake->lock, NULL);
    if (error != 0) {
        hr_memory_free(wake, sizeof *wake);
        return hr_error_from_os(error);
    }
    wake->files[WAKE].fd = NO_FILE;
    *out = wake;
    return 0;
}

void hr_wake_close(hr_wake *wake)
{
    pthread_mutex_destroy(&wake->lock);
    hr_memory_free(wake, sizeof *wake);
}

/* poll(2) may be about to read the number: before or after, it returns. */
__attribute__((no_sanitize("thread"))) static void let_poll_return(struct pollfd *file)
{
    file->fd = NEVER_OPEN;
}

/* With the lock: the thread can neither leave nor end meanwhile. */
hr_result hr_wake_signal(hr_wake *wake)
{
    int error = 0;
    pthread_mutex_lock(&wake->lock);
    if (!wake->signalled) {
        wake->signalled = true;
        let_poll_return(&wake->files[WAKE]);
        error = wake->waiting ? pthread_kill(wake->thread, hr_interrupt_signal()) : 0;
    }
    pthread_mutex_unlock(&wake->lock);
    return result_of(error);
}

static void begin(hr_wake *wake)
{
    pthread_mutex_lock(&wake->lock);
    wake->waiting = true;
    wake->thread = pthread_self();
    pthread_mutex_unlock(&wake->lock);
}

static bool end(hr_wake *wake)
{
    pthread_mutex_lock(&wake->lock);
    wake->waiting = false;
    bool signalled = wake->signalled;
    pthread_mutex_unlock(&wake->lock);
    return signalled;
}

static short events_of(uint32_t directions)
{
    return (short)((directions & HR_READ ? POLLIN : 0) | (directions & HR_WRITE ? POLLOUT : 0));
}

static hr_result ready_of(short revents, uint32_t directions)
{
    bool over = (revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
    uint32_t ready = (revents & POLLIN ? HR_READ : 0) | (revents & POLLOUT ? HR_WRITE : 0);
    return over ? directions : ready;
}

static hr_result poll_for(struct pollfd *files, nfds_t count, hr_socket socket, uint32_t directions, int64_t timeout_ns)
{
    files[SOCKET] = (struct pollfd){.fd = (int)socket, .events = events_of(directions)};
    int ready = hr_poll_until(files, count, hr_deadline_after(timeout_ns));
    return ready < 0 ? hr_posix_result(ready) : ready_of(files[SOCKET].revents, directions);
}

hr_result hr_socket_await(hr_socket socket, uint32_t directions, hr_wake *wake, int64_t timeout_ns)
{
    if (wake == NULL) {
        struct pollfd file;
        return poll_for(&file, 1, socket, directions, timeout_ns);
    }
    begin(wake);
    hr_result result = poll_for(wake->files, FILES, socket, directions, timeout_ns);
    bool woken = end(wake);
    return result < 0 || !woken ? result : result | HR_AWAIT_WOKEN;
}
