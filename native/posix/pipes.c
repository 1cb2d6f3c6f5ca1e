/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "hr_socket.h"
#include "posix/result.h"
#include "posix/socket_create.h"
#include "posix/vectors.h"

hr_result hr_pipe_open(hr_socket *source_out, hr_socket *sink_out)
{
    int ends[2];
    if (hr_posix_create_pipe(ends) < 0) {
        return hr_posix_result(-1);
    }
    *source_out = ends[0];
    *sink_out = ends[1];
    return 0;
}

hr_result hr_pipe_read(hr_socket source, void *memory, uint64_t length)
{
    ssize_t count;
    do {
        count = read((int)source, memory, length);
    } while (hr_posix_interrupted(count));
    return hr_posix_result(count);
}

hr_result hr_pipe_write(hr_socket sink, const void *memory, uint64_t length)
{
    ssize_t count;
    do {
        count = write((int)sink, memory, length);
    } while (hr_posix_interrupted(count));
    return hr_posix_result(count);
}

hr_result hr_pipe_read_vector(hr_socket source, const hr_buffer *buffers, int count)
{
    ssize_t received;
    do {
        received = readv((int)source, hr_posix_iovec(buffers), count);
    } while (hr_posix_interrupted(received));
    return hr_posix_result(received);
}

hr_result hr_pipe_write_vector(hr_socket sink, const hr_buffer *buffers, int count)
{
    ssize_t sent;
    do {
        sent = writev((int)sink, hr_posix_iovec(buffers), count);
    } while (hr_posix_interrupted(sent));
    return hr_posix_result(sent);
}
