// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration.program;

import java.io.IOException;
import java.nio.channels.Selector;

/** Opens a selector twice, and prints what became of it. */
public final class OpenTwice {
    private OpenTwice() {}

    public static void main(String[] arguments) {
        open();
        open();
    }

    private static void open() {
        try {
            System.out.println("opened " + Selector.open());
        } catch (IOException | RuntimeException | Error e) {
            System.out.println(e);
        }
    }
}
