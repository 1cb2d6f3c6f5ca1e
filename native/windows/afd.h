/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_AFD_H
#define HR_AFD_H

#include <winsock2.h>

#include <windows.h>
#include <winternl.h>

#include "hr_types.h"

/*
 * Polls of \Device\Afd, the driver behind Winsock's select. A poll is told by a packet of a completion port, also where
 * it is ready at once. Microsoft documents neither; WSAPoll and select use it since Windows NT.
 */

/* AFD_POLL_INFO with its one AFD_POLL_HANDLE_INFO. */
typedef struct {
    LARGE_INTEGER timeout;
    ULONG count;
    ULONG exclusive;
    HANDLE socket;
    ULONG events;
    NTSTATUS status;
} hr_afd_poll_info;

/* From submit on until its packet is taken it is the system's, and must stay where it is. */
typedef struct {
    IO_STATUS_BLOCK status;
    hr_afd_poll_info info;
} hr_afd_poll;

/* A handle of the driver, whose polls come to the port with this key. Where a sandbox refuses the device, the error
   says so. */
hr_result hr_afd_open(HANDLE port, ULONG_PTR key, HANDLE *device_out);

/* The socket of the driver under those of layered service providers, of which no poll can be made. */
hr_result hr_afd_base_socket(SOCKET socket, SOCKET *base_out);

/* 0: the packet comes; its lpOverlapped is `poll`. An error: none comes. */
hr_result hr_afd_submit(HANDLE device, hr_afd_poll *poll, SOCKET base, uint32_t events);

/* Its packet comes all the same. 0 also where it is on its way already. */
hr_result hr_afd_cancel(HANDLE device, hr_afd_poll *poll);

/* What a poll whose packet was taken answers: events, 0 where it was cancelled. */
uint32_t hr_afd_answer(const hr_afd_poll *poll);

#endif
