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

@Name("io.headrace.SocketWrite")
@Label("Socket Write")
@Category({"Java Application", "Headrace"})
@Threshold("20 ms")
@Description("Writing data to a socket of Headrace")
final class SocketWrite extends Event implements Transfer {

    @Label("Remote Host")
    String host;

    @Label("Remote Address")
    String address;

    @Label("Remote Port")
    int port;

    @Label("Bytes Written")
    @Description("Number of bytes written to the socket")
    @DataAmount
    long bytesWritten;

    @Override
    public void ended(long bytes, SocketAddress remote, long timeoutMillis) {
        end();
        if (remote != null && shouldCommit()) {
            host = Remote.host(remote);
            address = Remote.address(remote);
            port = Remote.port(remote);
            bytesWritten = bytes;
            commit();
        }
    }

    /** Nothing: as with the JDK of 25, what throws is not recorded. */
    @Override
    public void failed(SocketAddress remote) {}
}
