// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.nio.OptionTable.Row;
import io.headrace.nio.OptionTable.Values;
import io.headrace.os.OptionNumber;
import java.net.SocketOption;
import java.util.ArrayList;
import java.util.List;
import jdk.net.ExtendedSocketOptions;

/** The options of module jdk.net, which need not be there. */
final class ExtendedOptions {
    private ExtendedOptions() {}

    static List<Row> rows() {
        try {
            return Tcp.ROWS;
        } catch (NoClassDefFoundError e) {
            return List.of();
        }
    }

    static List<Row> datagramRows() {
        try {
            return Datagram.ROWS;
        } catch (NoClassDefFoundError e) {
            return List.of();
        }
    }

    private static final class Datagram {
        static final List<Row> ROWS = rows();

        private static List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            rows.add(new Row(
                    ExtendedSocketOptions.SO_INCOMING_NAPI_ID, OptionNumber.SO_INCOMING_NAPI_ID, Values.READ_ONLY));
            try {
                // Since JDK 19.
                Object option =
                        ExtendedSocketOptions.class.getField("IP_DONTFRAGMENT").get(null);
                rows.add(new Row((SocketOption<?>) option, OptionNumber.IP_DONTFRAGMENT, Values.FLAG));
            } catch (NoSuchFieldException e) {
                return rows;
            } catch (IllegalAccessException e) {
                throw new ExceptionInInitializerError(e);
            }
            return rows;
        }
    }

    private static final class Tcp {
        static final List<Row> ROWS = List.of(
                new Row(ExtendedSocketOptions.TCP_QUICKACK, OptionNumber.TCP_QUICKACK, Values.FLAG),
                new Row(ExtendedSocketOptions.TCP_KEEPIDLE, OptionNumber.TCP_KEEPIDLE, Values.NUMBER),
                new Row(ExtendedSocketOptions.TCP_KEEPINTERVAL, OptionNumber.TCP_KEEPINTERVAL, Values.NUMBER),
                new Row(ExtendedSocketOptions.TCP_KEEPCOUNT, OptionNumber.TCP_KEEPCOUNT, Values.NUMBER),
                new Row(ExtendedSocketOptions.SO_INCOMING_NAPI_ID, OptionNumber.SO_INCOMING_NAPI_ID, Values.READ_ONLY));
    }
}
