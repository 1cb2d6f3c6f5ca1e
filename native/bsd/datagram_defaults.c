/* SPDX-License-Identifier: Apache-2.0 */
/* udp(4): net.inet.udp.maxdgram, 9216 by default, bounds a datagram until the send buffer is made larger. */
#include "posix/datagram_defaults.h"

#include <sys/socket.h>

enum { LARGEST_DATAGRAM = 65527 };

int hr_posix_set_datagram_defaults(int socket, int domain)
{
    (void)domain;
    int size = 0;
    socklen_t length = sizeof size;
    int answer = getsockopt(socket, SOL_SOCKET, SO_SNDBUF, &size, &length);
    if (answer == 0 && size < LARGEST_DATAGRAM) {
        size = LARGEST_DATAGRAM;
        answer = setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    }
    return answer;
}
