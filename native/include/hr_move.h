/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_MOVE_H
#define HR_MOVE_H

#include "hr_error.h"
#include "hr_types.h"

/*
 * Bytes that never come to the memory of the process. Neither call waits if the descriptors are non-blocking. As with
 * the end of a pipe, the process has to ignore or handle SIGPIPE. HR_ERROR_UNSUPPORTED: not on this platform.
 */

/* From a position of a file to a socket or the end of a pipe. Result: bytes; 0 at the end of the file. */
hr_result hr_send_file(hr_socket target, int64_t file, uint64_t position, uint64_t count);

/* Between two descriptors of which one at least is the end of a pipe. Result: bytes; 0 at the end of the source.
   HR_ERROR_WOULD_BLOCK: the source has nothing, or the target no room. */
hr_result hr_splice(hr_socket source, hr_socket target, uint64_t count);

/* Lets a pipe hold so many bytes, by either end. Result: how many, which may be more. It fails if the pipe holds more
   now, or if that is more than a process without privileges may ask for. */
hr_result hr_pipe_resize(hr_socket end, uint32_t bytes);

#endif
