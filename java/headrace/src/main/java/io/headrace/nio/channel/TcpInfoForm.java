// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.TcpInfo;
import io.headrace.nio.channel.OptionTable.Row;
import io.headrace.os.Sockets;
import io.headrace.os.TcpField;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** TCP_INFO. */
final class TcpInfoForm implements OptionForm {
    @Override
    public int size() {
        return TcpField.COUNT * Long.BYTES;
    }

    @Override
    public long read(Sockets sockets, long descriptor, int family, Row row, ByteBuffer memory) {
        return sockets.tcpInfo(descriptor, memory);
    }

    @Override
    public Object value(Sockets sockets, Row row, ByteBuffer fields, long result) {
        return new TcpInfo(
                TcpInfo.State.numbered(at(fields, TcpField.STATE)),
                at(fields, TcpField.CA_STATE),
                at(fields, TcpField.RETRANSMITS),
                at(fields, TcpField.RTO),
                at(fields, TcpField.SND_MSS),
                at(fields, TcpField.RCV_MSS),
                at(fields, TcpField.UNACKED),
                at(fields, TcpField.SACKED),
                at(fields, TcpField.LOST),
                at(fields, TcpField.RETRANS),
                at(fields, TcpField.PMTU),
                at(fields, TcpField.RTT),
                at(fields, TcpField.RTTVAR),
                at(fields, TcpField.SND_SSTHRESH),
                at(fields, TcpField.SND_CWND),
                at(fields, TcpField.RCV_RTT),
                at(fields, TcpField.RCV_SPACE),
                at(fields, TcpField.TOTAL_RETRANS),
                at(fields, TcpField.PACING_RATE),
                at(fields, TcpField.MAX_PACING_RATE),
                at(fields, TcpField.BYTES_ACKED),
                at(fields, TcpField.BYTES_RECEIVED),
                at(fields, TcpField.SEGS_OUT),
                at(fields, TcpField.SEGS_IN),
                at(fields, TcpField.NOTSENT_BYTES),
                at(fields, TcpField.MIN_RTT),
                at(fields, TcpField.DELIVERY_RATE),
                at(fields, TcpField.BUSY_TIME),
                at(fields, TcpField.RWND_LIMITED),
                at(fields, TcpField.SNDBUF_LIMITED),
                at(fields, TcpField.DELIVERED),
                at(fields, TcpField.DELIVERED_CE),
                at(fields, TcpField.BYTES_SENT),
                at(fields, TcpField.BYTES_RETRANS),
                at(fields, TcpField.SND_WND));
    }

    private static long at(ByteBuffer fields, int field) {
        return fields.getLong(field * Long.BYTES);
    }

    @Override
    public long write(Sockets sockets, long descriptor, int family, Row row, Object value, ByteBuffer memory)
            throws SocketException {
        throw OptionForm.readOnly(row);
    }
}
