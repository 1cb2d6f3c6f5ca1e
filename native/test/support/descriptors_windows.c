/* SPDX-License-Identifier: Apache-2.0 */
#include <winsock2.h>

#include <windows.h>

#include "hr_socket.h"
#include "test/support/check.h"

/* What a process opens once, with its first socket, is no leak. */
static void open_what_stays(void)
{
    hr_result socket = hr_socket_open(HR_INET4, HR_STREAM);
    CHECK(socket >= 0);
    CHECK(hr_socket_await(socket, HR_READ, NULL, 0) >= 0);
    CHECK_EQUAL(0, hr_socket_close(socket));
}

int check_descriptors(void)
{
    DWORD handles = 0;
    open_what_stays();
    CHECK(GetProcessHandleCount(GetCurrentProcess(), &handles));
    return (int)handles;
}
