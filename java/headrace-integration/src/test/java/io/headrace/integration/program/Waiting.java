// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;

/** Has a selector with a listener, and waits for the end of its standard input. */
public final class Waiting {
    private Waiting() {}

    public static void main(String[] arguments) throws IOException {
        try (Selector selector = Selector.open();
                ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
            selector.selectNow();
            System.out.println("ready " + selector.getClass().getSimpleName());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
