/* SPDX-License-Identifier: Apache-2.0 */
/* sendfile(2), splice(2), F_SETPIPE_SZ of fcntl(2) */
#include <fcntl.h>
#include <sys/sendfile.h>

#include "hr_move.h"
#include "posix/result.h"

/* Neither call moves more at once. */
enum { MOST = 0x7ffff000 };

static size_t piece(uint64_t count)
{
    return count < MOST ? (size_t)count : MOST;
}

hr_result hr_send_file(hr_socket target, int64_t file, uint64_t position, uint64_t count)
{
    ssize_t sent;
    do {
        off_t offset = (off_t)position;
        sent = sendfile((int)target, (int)file, &offset, piece(count));
    } while (hr_posix_interrupted(sent));
    return hr_posix_result(sent);
}

hr_result hr_splice(hr_socket source, hr_socket target, uint64_t count)
{
    ssize_t moved;
    do {
        moved = splice((int)source, NULL, (int)target, NULL, piece(count), SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
    } while (hr_posix_interrupted(moved));
    return hr_posix_result(moved);
}

hr_result hr_pipe_resize(hr_socket end, uint32_t bytes)
{
    return hr_posix_result(fcntl((int)end, F_SETPIPE_SZ, bytes));
}
