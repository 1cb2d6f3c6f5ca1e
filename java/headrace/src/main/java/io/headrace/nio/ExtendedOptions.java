// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio;

import io.headrace.nio.OptionTable.Row;
import io.headrace.nio.OptionTable.Values;
import io.headrace.os.OptionNumber;
import java.util.List;
import jdk.net.ExtendedSocketOptions;

/** The TCP options of module jdk.net, which need not be there. */
final class ExtendedOptions {
    private ExtendedOptions() {}

    static List<Row> rows() {
        try {
            return Tcp.ROWS;
        } catch (NoClassDefFoundError e) {
            return List.of();
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
