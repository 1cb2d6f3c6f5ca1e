/* SPDX-License-Identifier: Apache-2.0 */
/* SO_ATTACH_REUSEPORT_CBPF in socket(7) */
#include <linux/filter.h>
#include <sys/socket.h>

#include "posix/options_table.h"
#include "posix/result.h"

hr_result hr_posix_set_filter(hr_socket socket, hr_posix_option_id id, const void *instructions, uint32_t length)
{
    uint32_t count = length / sizeof(struct sock_filter);
    if (count > BPF_MAXINSNS) {
        return hr_error_from_os(EINVAL);
    }
    struct sock_fprog program = {.len = (unsigned short)count, .filter = (struct sock_filter *)(intptr_t)instructions};
    return hr_posix_result(setsockopt((int)socket, id.level, id.name, &program, sizeof program));
}
