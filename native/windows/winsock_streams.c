/* SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>
#include <stdbool.h>

#include "hr_socket.h"
#include "windows/winsock_result.h"
#include "windows/winsock_transfer.h"

enum { VECTOR_LIMIT = 64 };

hr_result hr_socket_receive(hr_socket socket, void *memory, uint64_t length)
{
    int asked = hr_winsock_length(length);
    int received = recv((SOCKET)socket, memory, asked, 0);
    return hr_winsock_transferred((SOCKET)socket, received, (uint64_t)(received < 0 ? asked : received));
}

hr_result hr_socket_send(hr_socket socket, const void *memory, uint64_t length)
{
    return hr_winsock_result(send((SOCKET)socket, memory, hr_winsock_length(length), 0));
}

hr_result hr_socket_send_urgent(hr_socket socket, uint8_t byte)
{
    return hr_winsock_result(send((SOCKET)socket, (const char *)&byte, sizeof byte, MSG_OOB));
}

/* A WSABUF has the length first, and 32 bits for it. Result: how many are to be transferred: none behind one that was
   shortened. */
static DWORD convert(const hr_buffer *buffers, int count, WSABUF *to)
{
    DWORD converted = 0;
    bool whole = true;
    while (whole && converted < (DWORD)count && converted < VECTOR_LIMIT) {
        const hr_buffer *buffer = &buffers[converted];
        to[converted++] = (WSABUF){(u_long)hr_winsock_length(buffer->length), (char *)(uintptr_t)buffer->address};
        whole = buffer->length <= INT_MAX;
    }
    return converted;
}

static uint64_t room_of(const WSABUF *buffers, DWORD count)
{
    uint64_t room = 0;
    for (DWORD i = 0; i < count; i++) {
        room += buffers[i].len;
    }
    return room;
}

hr_result hr_socket_receive_vector(hr_socket socket, const hr_buffer *buffers, int count)
{
    WSABUF to[VECTOR_LIMIT];
    DWORD converted = convert(buffers, count, to);
    DWORD received = 0;
    DWORD flags = 0;
    int answer = WSARecv((SOCKET)socket, to, converted, &received, &flags, NULL, NULL);
    uint64_t bytes = answer == SOCKET_ERROR ? room_of(to, converted) : received;
    return hr_winsock_transferred((SOCKET)socket, answer, bytes);
}

hr_result hr_socket_send_vector(hr_socket socket, const hr_buffer *buffers, int count)
{
    WSABUF from[VECTOR_LIMIT];
    DWORD sent = 0;
    int answer = WSASend((SOCKET)socket, from, convert(buffers, count, from), &sent, 0, NULL, NULL);
    return answer == SOCKET_ERROR ? hr_winsock_result(answer) : (hr_result)sent;
}

hr_result hr_socket_vector_limit(void)
{
    return VECTOR_LIMIT;
}
