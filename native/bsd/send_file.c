/* SPDX-License-Identifier: Apache-2.0 */
/* sendfile(2): to sockets only. */
#include "hr_move.h"

#include "bsd/system_sendfile.h"
#include "posix/result.h"

/* As on Linux: no call moves more. */
enum { MOST = 0x7ffff000 };

/* A count of 0 is the rest of the file for the system. What was sent before an error counts; the next call tells. */
hr_result hr_send_file(hr_socket target, int64_t file, uint64_t position, uint64_t count)
{
    off_t most = count < MOST ? (off_t)count : MOST;
    off_t sent = 0;
    int answer = 0;
    if (most > 0) {
        do {
            answer = hr_bsd_sendfile((int)file, (int)target, (off_t)position, most, &sent);
        } while (sent == 0 && hr_posix_interrupted(answer));
    }
    return sent > 0 ? sent : hr_posix_result(answer);
}
