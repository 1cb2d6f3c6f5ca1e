// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.nio.channels.Selector;

/** Opens a selector and no channel, as Netty's native transport does. */
public final class SelectorOnly {
    private SelectorOnly() {}

    public static void main(String[] arguments) throws IOException {
        try (Selector selector = Selector.open()) {
            System.out.println(selector.getClass().getSimpleName());
        }
    }
}
