// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.HeadraceSocketOptions;
import io.headrace.nio.channel.OptionTable.Of;
import io.headrace.nio.channel.OptionTable.Row;
import io.headrace.os.OptionNumber;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The options that the JDK's channels lack, and which kinds of channel have each. */
final class AddedOptions {
    private record Added(Row row, Set<Of> kinds) {}

    private static final List<Added> ALL = List.of(
            new Added(
                    new Row(HeadraceSocketOptions.TCP_FASTOPEN, OptionNumber.TCP_FASTOPEN, NumberForm.SIZE),
                    EnumSet.of(Of.LISTENERS)),
            new Added(
                    new Row(
                            HeadraceSocketOptions.TCP_FASTOPEN_CONNECT,
                            OptionNumber.TCP_FASTOPEN_CONNECT,
                            NumberForm.FLAG),
                    EnumSet.of(Of.CLIENTS)),
            new Added(
                    new Row(HeadraceSocketOptions.TCP_DEFER_ACCEPT, OptionNumber.TCP_DEFER_ACCEPT, NumberForm.SIZE),
                    EnumSet.of(Of.LISTENERS)),
            new Added(
                    new Row(HeadraceSocketOptions.TCP_USER_TIMEOUT, OptionNumber.TCP_USER_TIMEOUT, NumberForm.SIZE),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS)),
            new Added(
                    new Row(HeadraceSocketOptions.TCP_NOTSENT_LOWAT, OptionNumber.TCP_NOTSENT_LOWAT, NumberForm.NUMBER),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS)),
            new Added(
                    new Row(HeadraceSocketOptions.TCP_CORK, OptionNumber.TCP_CORK, NumberForm.FLAG),
                    EnumSet.of(Of.CLIENTS)),
            new Added(
                    new Row(HeadraceSocketOptions.TCP_CONGESTION, OptionNumber.TCP_CONGESTION, BytesForm.NAME),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS)),
            new Added(
                    new Row(HeadraceSocketOptions.TCP_INFO, 0, new TcpInfoForm()),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS)),
            new Added(
                    new Row(HeadraceSocketOptions.IP_FREEBIND, OptionNumber.IP_FREEBIND, NumberForm.FLAG),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS, Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.IP_TRANSPARENT, OptionNumber.IP_TRANSPARENT, NumberForm.FLAG),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS, Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.IP_PKTINFO, OptionNumber.IP_PKTINFO, NumberForm.FLAG),
                    EnumSet.of(Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.IP_RECVORIGDSTADDR, OptionNumber.IP_RECVORIGDSTADDR, NumberForm.FLAG),
                    EnumSet.of(Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.IP_RECVTOS, OptionNumber.IP_RECVTOS, NumberForm.FLAG),
                    EnumSet.of(Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.IP_MTU_DISCOVER, OptionNumber.IP_MTU_DISCOVER, NumberForm.PATH_MTU),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS, Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.IP_MTU, OptionNumber.IP_MTU, NumberForm.READ_ONLY),
                    EnumSet.of(Of.CLIENTS, Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.SO_TIMESTAMPNS, OptionNumber.SO_TIMESTAMPNS, NumberForm.FLAG),
                    EnumSet.of(Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.SO_RXQ_OVFL, OptionNumber.SO_RXQ_OVFL, NumberForm.FLAG),
                    EnumSet.of(Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.SO_BUSY_POLL, OptionNumber.SO_BUSY_POLL, NumberForm.SIZE),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS, Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.SO_INCOMING_CPU, OptionNumber.SO_INCOMING_CPU, NumberForm.NUMBER),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS, Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.SO_MARK, OptionNumber.SO_MARK, NumberForm.NUMBER),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS, Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.SO_BINDTODEVICE, OptionNumber.SO_BINDTODEVICE, BytesForm.NAME),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS, Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.SO_MAX_PACING_RATE, OptionNumber.SO_MAX_PACING_RATE, BytesForm.RATE),
                    EnumSet.of(Of.CLIENTS, Of.LISTENERS, Of.DATAGRAMS)),
            new Added(
                    new Row(
                            HeadraceSocketOptions.SO_ATTACH_REUSEPORT_CBPF,
                            OptionNumber.SO_ATTACH_REUSEPORT_CBPF,
                            BytesForm.FILTER),
                    EnumSet.of(Of.LISTENERS, Of.DATAGRAMS)),
            new Added(
                    new Row(HeadraceSocketOptions.SO_RCVLOWAT, OptionNumber.SO_RCVLOWAT, NumberForm.SIZE),
                    EnumSet.of(Of.CLIENTS)),
            new Added(new Row(HeadraceSocketOptions.SO_PEERCRED, 0, new PeerForm()), EnumSet.of(Of.UNIX_CLIENTS)));

    private AddedOptions() {}

    static List<Row> of(Of kind) {
        List<Row> rows = new ArrayList<>();
        for (Added each : ALL) {
            if (each.kinds.contains(kind)) {
                rows.add(each.row);
            }
        }
        return rows;
    }
}
