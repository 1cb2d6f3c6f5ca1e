// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;

/**
 * The same in the Unix domain. The JDK has no such channel: there it is UDP over loopback, which a program has to take
 * instead.
 */
public class UnixDatagram extends Datagram {
    @Override
    DatagramChannel openBound() throws IOException {
        return Provider.IS_HEADRACE
                ? DatagramChannel.open(StandardProtocolFamily.UNIX).bind(null)
                : super.openBound();
    }
}
