/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/resource.h>

#include "test/support/check.h"
#include "test/support/tcp.h"

static void limit_descriptors(rlim_t most)
{
    struct rlimit limit;
    CHECK_EQUAL(0, getrlimit(RLIMIT_NOFILE, &limit));
    limit.rlim_cur = most;
    CHECK_EQUAL(0, setrlimit(RLIMIT_NOFILE, &limit));
}

void behaviour(void)
{
    hr_address at;
    hr_address peer;
    hr_socket source;
    hr_socket sink;
    hr_socket listener = tcp_listen(HR_INET4, 1, &at);
    hr_socket client = tcp_connect(HR_INET4, &at);
    int before = check_descriptors();

    limit_descriptors((rlim_t)client + 1);
    CHECK_EQUAL(HR_ERROR_DESCRIPTORS, hr_error_kind_of(hr_socket_open(HR_INET6, HR_STREAM)));
    CHECK_EQUAL(HR_ERROR_DESCRIPTORS, hr_error_kind_of(hr_socket_accept(listener, &peer)));
    CHECK_EQUAL(HR_ERROR_DESCRIPTORS, hr_error_kind_of(hr_pipe_open(&source, &sink)));
    limit_descriptors((rlim_t)client + 2);
    CHECK_EQUAL(HR_ERROR_DESCRIPTORS, hr_error_kind_of(hr_pipe_open(&source, &sink)));
    CHECK_EQUAL(before, check_descriptors());

    hr_socket server = hr_socket_accept(listener, &peer);
    CHECK(server >= 0);
    tcp_close((tcp_pair){client, server});
    CHECK_EQUAL(0, hr_socket_close(listener));
}
