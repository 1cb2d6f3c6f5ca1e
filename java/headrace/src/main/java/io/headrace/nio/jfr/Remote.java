// SPDX-License-Identifier: Apache-2.0
package io.headrace.nio.jfr;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** An address in the words of the JDK's events. Nothing is looked up. */
final class Remote {
    private Remote() {}

    static String host(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet ? inet.getHostString() : "Unix domain socket";
    }

    static String address(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "[" + remote + "]";
    }

    static int port(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }
}
