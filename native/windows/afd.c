/* SPDX-License-Identifier: Apache-2.0 */
#include "windows/afd.h"

#include <mswsock.h>
#include <stdbool.h>

#include "hr_error.h"
#include "windows/afd_events.h"
#include "windows/winsock_result.h"

#ifndef SIO_BSP_HANDLE_POLL
#define SIO_BSP_HANDLE_POLL 0x4800001D
#endif

enum { IOCTL_AFD_POLL = 0x00012024 };

/* Of <ntstatus.h>, which cannot be included with <windows.h>. */
static const NTSTATUS status_not_found = (NTSTATUS)0xC0000225;
static const NTSTATUS status_cancelled = (NTSTATUS)0xC0000120;

NTSTATUS NTAPI NtCancelIoFileEx(HANDLE file, IO_STATUS_BLOCK *cancelled, IO_STATUS_BLOCK *status);

static hr_result result_of(NTSTATUS status)
{
    return hr_error_from_os((int)RtlNtStatusToDosError(status));
}

static hr_result last_error(void)
{
    return hr_error_from_os((int)GetLastError());
}

/* The name of the open handle is of no importance to the driver. */
static NTSTATUS open_device(HANDLE *device_out)
{
    static WCHAR path[] = L"\\Device\\Afd\\Headrace";
    UNICODE_STRING name = {.Length = sizeof path - sizeof(WCHAR), .MaximumLength = sizeof path, .Buffer = path};
    OBJECT_ATTRIBUTES attributes = {.Length = sizeof attributes, .ObjectName = &name};
    IO_STATUS_BLOCK status;
    return NtCreateFile(device_out, SYNCHRONIZE, &attributes, &status, NULL, 0, FILE_SHARE_READ | FILE_SHARE_WRITE,
                        FILE_OPEN, 0, NULL, 0);
}

hr_result hr_afd_open(HANDLE port, ULONG_PTR key, HANDLE *device_out)
{
    NTSTATUS status = open_device(device_out);
    if (status != 0) {
        return result_of(status);
    }
    if (CreateIoCompletionPort(*device_out, port, key, 0) == NULL ||
        !SetFileCompletionNotificationModes(*device_out, FILE_SKIP_SET_EVENT_ON_HANDLE)) {
        hr_result result = last_error();
        CloseHandle(*device_out);
        return result;
    }
    return 0;
}

static hr_result ask(SOCKET socket, DWORD question, SOCKET *answer_out)
{
    DWORD bytes = 0;
    return hr_winsock_result(WSAIoctl(socket, question, NULL, 0, answer_out, sizeof *answer_out, &bytes, NULL, NULL));
}

/* A provider may refuse SIO_BASE_HANDLE, so that nothing passes it by. What it has to let through for select is then
   the socket one layer below. */
hr_result hr_afd_base_socket(SOCKET socket, SOCKET *base_out)
{
    SOCKET layer = socket;
    hr_result result;
    bool deeper = true;
    while ((result = ask(layer, SIO_BASE_HANDLE, base_out)) < 0 && deeper) {
        SOCKET below = layer;
        deeper = ask(layer, SIO_BSP_HANDLE_POLL, &below) == 0 && below != layer;
        layer = below;
    }
    return result;
}

hr_result hr_afd_submit(HANDLE device, hr_afd_poll *poll, SOCKET base, uint32_t events)
{
    poll->info = (hr_afd_poll_info){
        .timeout.QuadPart = INT64_MAX,
        .count = 1,
        .socket = (HANDLE)base,
        .events = events,
    };
    poll->status.Status = STATUS_PENDING;
    NTSTATUS status = NtDeviceIoControlFile(device, NULL, NULL, poll, &poll->status, IOCTL_AFD_POLL, &poll->info,
                                            sizeof poll->info, &poll->info, sizeof poll->info);
    return NT_SUCCESS(status) ? 0 : result_of(status);
}

hr_result hr_afd_cancel(HANDLE device, hr_afd_poll *poll)
{
    IO_STATUS_BLOCK status;
    NTSTATUS answer = NtCancelIoFileEx(device, &poll->status, &status);
    return NT_SUCCESS(answer) || answer == status_not_found ? 0 : result_of(answer);
}

/* A cancelled poll keeps the events that it asked for. One that fails in another way says that the socket is broken. */
uint32_t hr_afd_answer(const hr_afd_poll *poll)
{
    NTSTATUS status = poll->status.Status;
    if (NT_SUCCESS(status)) {
        return poll->info.count > 0 ? poll->info.events : 0;
    }
    return status == status_cancelled ? 0 : HR_AFD_ABORT;
}
