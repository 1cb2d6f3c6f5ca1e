// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;

/** What a program of these tests says to the process that started it, on standard output and through its exit code. */
final class Parent {

    private Parent() {}

    static synchronized void say(String topic, Object what) {
        System.out.println(topic + ' ' + what);
    }

    static void describeProvider() throws IOException {
        say("provider", SelectorProvider.provider().getClass().getName());
        try (Selector selector = Selector.open()) {
            say("selector", selector);
        }
    }

    /** For what must never happen: the exit code tells the parent, standard error why. */
    static synchronized void fail(Throwable why) {
        why.printStackTrace();
        Runtime.getRuntime().halt(1);
    }
}
