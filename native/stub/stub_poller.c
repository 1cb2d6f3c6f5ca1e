/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "stub/stub_poller.h"
#include "stub/stub_result.h"

/* Opens nothing, so that no other function is ever reached. */

static hr_result poller_open(hr_poller **poller_out)
{
    *poller_out = NULL;
    return hr_stub_unsupported();
}

static hr_result poller_wait(hr_poller *poller, const hr_change *changes, int nchanges, hr_event *events, int capacity,
                             int64_t timeout_ns)
{
    (void)poller, (void)changes, (void)nchanges, (void)events, (void)capacity, (void)timeout_ns;
    return hr_stub_unsupported();
}

static hr_result poller_wakeup(hr_poller *poller)
{
    (void)poller;
    return hr_stub_unsupported();
}

static hr_result poller_forget(hr_poller *poller, hr_socket socket, uint64_t token)
{
    (void)poller, (void)socket, (void)token;
    return hr_stub_unsupported();
}

hr_result hr_stub_change(hr_poller *poller, const hr_change *change)
{
    (void)poller, (void)change;
    return hr_stub_unsupported();
}

hr_result hr_stub_descriptor(const hr_poller *poller)
{
    (void)poller;
    return hr_stub_unsupported();
}

static void poller_close(hr_poller *poller)
{
    (void)poller;
}

const hr_poller_backend hr_stub_poller = {
    .name = "stub",
    .caps = 0,
    .open = poller_open,
    .wait = poller_wait,
    .wakeup = poller_wakeup,
    .forget = poller_forget,
    .change = hr_stub_change,
    .descriptor = hr_stub_descriptor,
    .close = poller_close,
};
