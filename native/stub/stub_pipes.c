/* SPDX-License-Identifier: Apache-2.0 */
#include "hr_socket.h"
#include "stub/stub_result.h"

hr_result hr_pipe_open(hr_socket *source_out, hr_socket *sink_out)
{
    (void)source_out, (void)sink_out;
    return hr_stub_unsupported();
}

hr_result hr_pipe_read(hr_socket source, void *memory, uint64_t length)
{
    (void)source, (void)memory, (void)length;
    return hr_stub_unsupported();
}

hr_result hr_pipe_write(hr_socket sink, const void *memory, uint64_t length)
{
    (void)sink, (void)memory, (void)length;
    return hr_stub_unsupported();
}

hr_result hr_pipe_read_vector(hr_socket source, const hr_buffer *buffers, int count)
{
    (void)source, (void)buffers, (void)count;
    return hr_stub_unsupported();
}

hr_result hr_pipe_write_vector(hr_socket sink, const hr_buffer *buffers, int count)
{
    (void)sink, (void)buffers, (void)count;
    return hr_stub_unsupported();
}
