/* SPDX-License-Identifier: Apache-2.0 */
/* Calls as BSD has them, by those of Linux. */
#include <errno.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Where the socket takes less than there is, it fails, with a count. */
int as_bsd_sendfile(int file, int socket, off_t position, off_t *count, struct sf_hdtr *around, int flags)
{
    (void)around, (void)flags;
    struct stat status;
    off_t wanted = *count;
    ssize_t sent = syscall(SYS_sendfile, socket, file, &position, (size_t)wanted);
    *count = sent < 0 ? 0 : sent;
    if (sent < 0 || fstat(file, &status) < 0) {
        return -1;
    }
    errno = EAGAIN; /* the position has moved along */
    return sent < wanted && position < status.st_size ? -1 : 0;
}

/* Linux answers twice what was set. */
int as_bsd_getsockopt(int socket, int level, int name, void *value, socklen_t *length)
{
#undef getsockopt
    int answer = getsockopt(socket, level, name, value, length);
    if (answer == 0 && level == SOL_SOCKET && (name == SO_SNDBUF || name == SO_RCVBUF)) {
        *(int *)value /= 2;
    }
    return answer;
}
