/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_POSIX_SOCKET_CREATE_H
#define HR_POSIX_SOCKET_CREATE_H

#include <sys/socket.h>

/* socket, accept and pipe whose descriptors are non-blocking and close-on-exec. They answer -1 and errno. */
int hr_posix_create_socket(int domain, int type);
int hr_posix_accept(int listener, struct sockaddr *peer, socklen_t *length);
int hr_posix_create_pipe(int ends[2]);

/* recvmsg and dup2 whose descriptors are close-on-exec. Likewise. */
ssize_t hr_posix_receive_message(int socket, struct msghdr *message, int flags);
int hr_posix_duplicate_to(int descriptor, int number);

#endif
