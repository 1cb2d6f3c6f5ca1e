/* SPDX-License-Identifier: Apache-2.0 */
/* sendto(2) and recvfrom(2) get the next answer of a script: 0 is that of the system, a negative one is an error. */
#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "test/support/check.h"
#include "test/support/unix_domain.h"

static const int *script;

static int next_error(void)
{
    int answer = *script == 0 ? 0 : *script++;
    errno = -answer;
    return answer;
}

ssize_t sendto(int socket, const void *memory, size_t length, int flags, const struct sockaddr *peer,
               socklen_t peer_length)
{
    return next_error() < 0 ? -1 : syscall(SYS_sendto, socket, memory, length, flags, peer, peer_length);
}

ssize_t recvfrom(int socket, void *memory, size_t length, int flags, struct sockaddr *peer, socklen_t *peer_length)
{
    return next_error() < 0 ? -1 : syscall(SYS_recvfrom, socket, memory, length, flags, peer, peer_length);
}

static hr_result send_byte(hr_socket from, char byte, const hr_address *to, const int *answers)
{
    script = answers;
    return hr_socket_send_to(from, &byte, 1, to);
}

static hr_result receive_byte(hr_socket at, char *byte, const int *answers)
{
    hr_address peer;
    script = answers;
    return hr_socket_receive_from(at, byte, 1, &peer);
}

static void check_errors(hr_socket sender, hr_socket receiver, const hr_address *to)
{
    static const struct {
        int code;
        hr_error_kind kind;
    } errors[] = {
        {EAGAIN, HR_ERROR_WOULD_BLOCK},    {ENOBUFS, HR_ERROR_MEMORY},
        {ENOMEM, HR_ERROR_MEMORY},         {ECONNREFUSED, HR_ERROR_CONNECTION_REFUSED},
        {EACCES, HR_ERROR_ACCESS_DENIED},  {EPERM, HR_ERROR_OTHER},
        {EMSGSIZE, HR_ERROR_MESSAGE_SIZE},
    };
    for (unsigned i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        char byte = 0;
        CHECK_EQUAL(errors[i].kind, hr_error_kind_of(send_byte(sender, 'x', to, (int[]){-errors[i].code, 0})));
        CHECK_EQUAL(HR_ERROR_WOULD_BLOCK, hr_error_kind_of(receive_byte(receiver, &byte, (int[]){0})));
        CHECK_EQUAL(1, send_byte(sender, (char)('a' + i), to, (int[]){-EINTR, -EINTR, 0}));
        CHECK_EQUAL(errors[i].kind, hr_error_kind_of(receive_byte(receiver, &byte, (int[]){-errors[i].code, 0})));
        CHECK_EQUAL(1, receive_byte(receiver, &byte, (int[]){-EINTR, 0}));
        CHECK_EQUAL('a' + i, byte);
    }
}

void behaviour(void)
{
    hr_address at = unix_path();
    hr_socket receiver = hr_socket_open(HR_UNIX, HR_DATAGRAM);
    hr_socket sender = hr_socket_open(HR_UNIX, HR_DATAGRAM);
    CHECK_EQUAL(0, hr_socket_bind(receiver, &at));
    check_errors(sender, receiver, &at);
    CHECK_EQUAL(0, hr_socket_connect(sender, &at));
    check_errors(sender, receiver, NULL);
    CHECK_EQUAL(0, hr_socket_close(sender));
    CHECK_EQUAL(0, hr_socket_close(receiver));
    unix_remove(&at);
}
