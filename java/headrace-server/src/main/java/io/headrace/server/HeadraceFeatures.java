// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import io.headrace.Headrace;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/** The only class that names Headrace, which may not be there: ask {@link HeadraceCheck} before any call. */
final class HeadraceFeatures {
    private HeadraceFeatures() {}

    /** Why Headrace does not work here; null if it does. */
    static Throwable problem() {
        return Headrace.unavailabilityCause();
    }

    static Selector openEdgeSelector(SelectorProvider provider) throws IOException {
        return ((HeadraceSelectorProvider) provider).openSelector(TriggerMode.EDGE);
    }

    static Process spawn(SocketChannel input, List<String> command) throws IOException {
        return Headrace.spawn(input, command.toArray(new String[0]));
    }
}
