/* SPDX-License-Identifier: Apache-2.0 */
/* TCP_INFO in tcp(7). The structure grows with the kernel: what an older one lacks is behind the length it answers. */
#include <linux/tcp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#include "hr_socket.h"
#include "posix/result.h"

typedef struct {
    size_t offset;
    size_t size;
} field;

#define FIELD(name)                                                                            \
    {                                                                                          \
        offsetof(struct tcp_info, tcpi_##name), sizeof(((struct tcp_info *)NULL)->tcpi_##name) \
    }

static const field fields[HR_TCP_FIELD_COUNT] = {
    [HR_TCP_STATE] = FIELD(state),
    [HR_TCP_CA_STATE] = FIELD(ca_state),
    [HR_TCP_RETRANSMITS] = FIELD(retransmits),
    [HR_TCP_RTO] = FIELD(rto),
    [HR_TCP_SND_MSS] = FIELD(snd_mss),
    [HR_TCP_RCV_MSS] = FIELD(rcv_mss),
    [HR_TCP_UNACKED] = FIELD(unacked),
    [HR_TCP_SACKED] = FIELD(sacked),
    [HR_TCP_LOST] = FIELD(lost),
    [HR_TCP_RETRANS] = FIELD(retrans),
    [HR_TCP_PMTU] = FIELD(pmtu),
    [HR_TCP_RTT] = FIELD(rtt),
    [HR_TCP_RTTVAR] = FIELD(rttvar),
    [HR_TCP_SND_SSTHRESH] = FIELD(snd_ssthresh),
    [HR_TCP_SND_CWND] = FIELD(snd_cwnd),
    [HR_TCP_RCV_RTT] = FIELD(rcv_rtt),
    [HR_TCP_RCV_SPACE] = FIELD(rcv_space),
    [HR_TCP_TOTAL_RETRANS] = FIELD(total_retrans),
    [HR_TCP_PACING_RATE] = FIELD(pacing_rate),
    [HR_TCP_MAX_PACING_RATE] = FIELD(max_pacing_rate),
    [HR_TCP_BYTES_ACKED] = FIELD(bytes_acked),
    [HR_TCP_BYTES_RECEIVED] = FIELD(bytes_received),
    [HR_TCP_SEGS_OUT] = FIELD(segs_out),
    [HR_TCP_SEGS_IN] = FIELD(segs_in),
    [HR_TCP_NOTSENT_BYTES] = FIELD(notsent_bytes),
    [HR_TCP_MIN_RTT] = FIELD(min_rtt),
    [HR_TCP_DELIVERY_RATE] = FIELD(delivery_rate),
    [HR_TCP_BUSY_TIME] = FIELD(busy_time),
    [HR_TCP_RWND_LIMITED] = FIELD(rwnd_limited),
    [HR_TCP_SNDBUF_LIMITED] = FIELD(sndbuf_limited),
    [HR_TCP_DELIVERED] = FIELD(delivered),
    [HR_TCP_DELIVERED_CE] = FIELD(delivered_ce),
    [HR_TCP_BYTES_SENT] = FIELD(bytes_sent),
    [HR_TCP_BYTES_RETRANS] = FIELD(bytes_retrans),
    [HR_TCP_SND_WND] = FIELD(snd_wnd),
};

static int64_t read_field(const uint8_t *from, size_t size)
{
    uint32_t four;
    uint64_t eight;
    switch (size) {
    case sizeof(uint8_t):
        return *from;
    case sizeof four:
        memcpy(&four, from, sizeof four);
        return four;
    default:
        memcpy(&eight, from, sizeof eight);
        /* ~0 of max_pacing_rate: no limit. */
        return eight > INT64_MAX ? INT64_MAX : (int64_t)eight;
    }
}

hr_result hr_socket_tcp_info(hr_socket socket, int64_t *fields_out)
{
    struct tcp_info info;
    socklen_t length = sizeof info;
    if (getsockopt((int)socket, IPPROTO_TCP, TCP_INFO, &info, &length) < 0) {
        return hr_posix_result(-1);
    }
    for (size_t i = 0; i < HR_TCP_FIELD_COUNT; i++) {
        const field *one = &fields[i];
        bool told = one->offset + one->size <= length;
        fields_out[i] = told ? read_field((const uint8_t *)&info + one->offset, one->size) : -1;
    }
    return 0;
}
