// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.channel;

import io.headrace.nio.channel.OptionTable.Row;
import io.headrace.os.OptionNumber;
import io.headrace.os.Peer;
import io.headrace.os.Sockets;
import java.io.IOException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.ArrayList;
import java.util.List;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

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

    static List<Row> unixRows() {
        try {
            return UnixDomain.ROWS;
        } catch (NoClassDefFoundError e) {
            return List.of();
        }
    }

    private static final class Datagram {
        static final List<Row> ROWS = rows();

        private static List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            rows.add(new Row(
                    ExtendedSocketOptions.SO_INCOMING_NAPI_ID, OptionNumber.SO_INCOMING_NAPI_ID, NumberForm.READ_ONLY));
            try {
                // Since JDK 19.
                Object option =
                        ExtendedSocketOptions.class.getField("IP_DONTFRAGMENT").get(null);
                rows.add(new Row((SocketOption<?>) option, OptionNumber.IP_DONTFRAGMENT, NumberForm.FLAG));
            } catch (NoSuchFieldException e) {
                return rows;
            } catch (IllegalAccessException e) {
                throw new ExceptionInInitializerError(e);
            }
            return rows;
        }
    }

    /** With names in place of numbers. */
    private static final class PrincipalForm extends PeerForm {
        @Override
        public Object value(Sockets sockets, Row row, ByteBuffer memory, long result) throws IOException {
            int user = Peer.user(memory);
            int group = Peer.group(memory);
            UserPrincipalLookupService known = FileSystems.getDefault().getUserPrincipalLookupService();
            return new UnixDomainPrincipal(
                    known.lookupPrincipalByName(name(sockets.userName(user), user)),
                    known.lookupPrincipalByGroupName(name(sockets.groupName(group), group)));
        }

        /** The number serves for an id without a name. */
        private static String name(byte[] name, int id) {
            return name == null
                    ? Integer.toUnsignedString(id)
                    : new String(name, Charset.forName(System.getProperty("sun.jnu.encoding")));
        }
    }

    private static final class UnixDomain {
        static final List<Row> ROWS = List.of(new Row(ExtendedSocketOptions.SO_PEERCRED, 0, new PrincipalForm()));
    }

    private static final class Tcp {
        static final List<Row> ROWS = List.of(
                new Row(ExtendedSocketOptions.TCP_QUICKACK, OptionNumber.TCP_QUICKACK, NumberForm.FLAG),
                new Row(ExtendedSocketOptions.TCP_KEEPIDLE, OptionNumber.TCP_KEEPIDLE, NumberForm.NUMBER),
                new Row(ExtendedSocketOptions.TCP_KEEPINTERVAL, OptionNumber.TCP_KEEPINTERVAL, NumberForm.NUMBER),
                new Row(ExtendedSocketOptions.TCP_KEEPCOUNT, OptionNumber.TCP_KEEPCOUNT, NumberForm.NUMBER),
                new Row(
                        ExtendedSocketOptions.SO_INCOMING_NAPI_ID,
                        OptionNumber.SO_INCOMING_NAPI_ID,
                        NumberForm.READ_ONLY));
    }
}
