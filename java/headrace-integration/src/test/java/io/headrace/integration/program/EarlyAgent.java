// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** An agent that opens a channel, as those that report to a server do. */
public final class EarlyAgent {
    private EarlyAgent() {}

    public static void premain(String options) throws IOException {
        SocketChannel.open().close();
    }
}
