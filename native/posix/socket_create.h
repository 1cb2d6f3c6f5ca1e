/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_SOCKET_CREATE_H
#define HR_POSIX_SOCKET_CREATE_H

#include <sys/socket.h>

/* socket, accept and pipe whose descriptors are non-blocking and close-on-exec. They answer -1 and errno. */
int hr_posix_create_socket(int domain, int type);
int hr_posix_accept(int listener, struct sockaddr *peer, socklen_t *length);
int hr_posix_create_pipe(int ends[2]);

#endif
