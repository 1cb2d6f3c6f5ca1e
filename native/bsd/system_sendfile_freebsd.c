/* SPDX-License-Identifier: Apache-2.0 */
/* sendfile(2) of FreeBSD: a place for the count of bytes that were sent. */
#include "bsd/system_sendfile.h"

#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>

int hr_bsd_sendfile(int file, int socket, off_t position, off_t count, off_t *sent_out)
{
    *sent_out = 0;
    return sendfile(file, socket, position, (size_t)count, NULL, sent_out, 0);
}
