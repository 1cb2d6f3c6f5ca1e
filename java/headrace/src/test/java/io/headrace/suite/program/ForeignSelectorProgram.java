// SPDX-License-Identifier: Apache-2.0
package io.headrace.suite.program;

import io.headrace.HeadraceSelectorProvider;
import java.io.IOException;
import java.nio.channels.IllegalSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** Registers a channel of Headrace with a selector of the JDK, and prints what each call answers. */
public final class ForeignSelectorProgram {

    private interface Call {
        Object make() throws IOException;
    }

    private ForeignSelectorProgram() {}

    public static void main(String[] arguments) throws IOException {
        SocketChannel channel = HeadraceSelectorProvider.provider().openSocketChannel();
        try (Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            print(
                    "register",
                    () -> channel.register(selector, SelectionKey.OP_CONNECT).isValid());
            print("select", selector::selectNow);
            print("again", selector::selectNow);
            channel.close();
            print("closed", selector::selectNow);
            System.out.println("keys " + selector.keys().size());
        }
    }

    private static void print(String name, Call call) throws IOException {
        try {
            System.out.println(name + " " + call.make());
        } catch (IllegalSelectorException e) {
            System.out.println(name + " refused: " + e.getMessage());
        }
    }
}
