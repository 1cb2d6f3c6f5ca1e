/* SPDX-License-Identifier: Apache-2.0 */
/* A datagram socket connected to itself: one socket for both ends, which no other process can send to. */
#include "hr_socket.h"
#include "windows/winsock_create.h"
#include "windows/winsock_result.h"

static hr_result connect_to_itself(hr_socket wake)
{
    hr_address self = {.family = HR_INET4, .length = 4, .bytes = {127, 0, 0, 1}};
    hr_result result = hr_socket_bind(wake, &self);
    result = result < 0 ? result : hr_socket_local_address(wake, &self);
    return result < 0 ? result : hr_socket_connect(wake, &self);
}

hr_result hr_wake_open(void)
{
    hr_result wake = hr_winsock_create(AF_INET, SOCK_DGRAM);
    hr_result result = wake < 0 ? wake : connect_to_itself(wake);
    if (wake >= 0 && result < 0) {
        (void)closesocket((SOCKET)wake); /* the first error is the one to tell */
    }
    return result < 0 ? result : wake;
}

/* Would-block says that a signal waits already; or in a drain, that none is left. */
static hr_result settle(hr_result result)
{
    return result < 0 && hr_error_kind_of(result) == HR_ERROR_WOULD_BLOCK ? 0 : result;
}

hr_result hr_wake_signal(hr_socket wake)
{
    hr_result sent = settle(hr_socket_send(wake, "", 1));
    return sent > 0 ? 0 : sent;
}

hr_result hr_wake_drain(hr_socket wake)
{
    char byte;
    hr_result received;
    do {
        received = settle(hr_socket_receive(wake, &byte, 1));
    } while (received > 0);
    return received;
}
