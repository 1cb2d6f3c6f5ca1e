// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

import java.net.SocketAddress;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

@Name("io.headrace.SocketRead")
@Label("Socket Read")
@Category({"Java Application", "Headrace"})
@Threshold("20 ms")
@Description("Reading data from a socket of Headrace")
final class SocketRead extends Event implements Transfer {

    @Label("Remote Host")
    String host;

    @Label("Remote Address")
    String address;

    @Label("Remote Port")
    int port;

    @Label("Timeout Value")
    @Timespan(Timespan.MILLISECONDS)
    long timeout;

    @Label("Bytes Read")
    @Description("Number of bytes read from the socket")
    @DataAmount
    long bytesRead;

    @Label("End of Stream")
    @Description("If end of stream was reached")
    boolean endOfStream;

    @Override
    public void ended(long bytes, SocketAddress remote, long timeoutMillis) {
        end();
        if (remote != null && shouldCommit()) {
            host = Remote.host(remote);
            address = Remote.address(remote);
            port = Remote.port(remote);
            timeout = timeoutMillis;
            bytesRead = Math.max(0, bytes);
            endOfStream = bytes < 0;
            commit();
        }
    }

    /** Nothing: as with the JDK of 25, what throws is not recorded. */
    @Override
    public void failed(SocketAddress remote) {}
}
