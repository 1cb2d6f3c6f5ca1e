/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/winsock_wake.h"

#include "hr_memory.h"
#include "windows/winsock_create.h"
#include "windows/winsock_result.h"

static hr_result connect_to_itself(hr_socket socket)
{
    hr_address self = {.family = HR_INET4, .length = 4, .bytes = {127, 0, 0, 1}};
    hr_result result = hr_socket_bind(socket, &self);
    result = result < 0 ? result : hr_socket_local_address(socket, &self);
    return result < 0 ? result : hr_socket_connect(socket, &self);
}

static hr_result open_socket(void)
{
    hr_result socket = hr_winsock_create(AF_INET, SOCK_DGRAM);
    hr_result result = socket < 0 ? socket : connect_to_itself(socket);
    if (socket >= 0 && result < 0) {
        (void)closesocket((SOCKET)socket); /* the first error is the one to tell */
    }
    return result < 0 ? result : socket;
}

hr_result hr_wake_open(hr_wake **out)
{
    hr_wake *wake = hr_memory_allocate(sizeof *wake);
    if (wake == NULL) {
        return hr_error_no_memory();
    }
    hr_result socket = open_socket();
    if (socket < 0) {
        hr_memory_free(wake, sizeof *wake);
        return socket;
    }
    wake->socket = (SOCKET)socket;
    *out = wake;
    return 0;
}

/* Would-block says that a signal waits already. */
hr_result hr_wake_signal(hr_wake *wake)
{
    hr_result sent = hr_socket_send((hr_socket)wake->socket, "", 1);
    return sent < 0 && hr_error_kind_of(sent) != HR_ERROR_WOULD_BLOCK ? sent : 0;
}

void hr_wake_close(hr_wake *wake)
{
    (void)closesocket(wake->socket); /* of a datagram socket of ours: nothing is lost */
    hr_memory_free(wake, sizeof *wake);
}
