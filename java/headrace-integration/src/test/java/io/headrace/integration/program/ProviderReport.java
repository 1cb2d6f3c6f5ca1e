// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;

/** Prints of which classes the provider, a selector and a channel are. */
public final class ProviderReport {
    private ProviderReport() {}

    public static void main(String[] arguments) throws IOException {
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open()) {
            System.out.printf(
                    "%s %s %s%n",
                    SelectorProvider.provider().getClass().getName(),
                    selector.getClass().getSimpleName(),
                    channel.getClass().getSimpleName());
        }
    }
}
