// SPDX-License-Identifier: Apache-2.0
package io.headrace;

import java.util.List;

/** How one switches to Headrace what would not come to it, and away from it. README has more of them. */
final class Switches {

    static final List<String> LINES = List.of(
            "Netty, and what is built on it, may prefer a transport of its own: -Dio.netty.transport.noNative=true",
            "grpc-netty-shaded: -Dio.grpc.netty.shaded.io.netty.transport.noNative=true; others: see README",
            "away from Headrace: leave out -javaagent, or name another provider:"
                    + " -Djava.nio.channels.spi.SelectorProvider=sun.nio.ch.EPollSelectorProvider");

    private Switches() {}
}
