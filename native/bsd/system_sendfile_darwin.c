/* SPDX-License-Identifier: Apache-2.0 */
/* sendfile(2) of macOS: the count goes in and out at the same place. After other errors than these two it may be the
   one that went in. */
#include "bsd/system_sendfile.h"

#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>

int hr_bsd_sendfile(int file, int socket, off_t position, off_t count, off_t *sent_out)
{
    *sent_out = count;
    int answer = sendfile(file, socket, position, sent_out, NULL, 0);
    if (answer < 0 && errno != EAGAIN && errno != EINTR) {
        *sent_out = 0;
    }
    return answer;
}
