// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import io.headrace.Headrace;
import io.headrace.HeadraceSelectorProvider;
import io.headrace.TriggerMode;
import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;

/** The only class that names Headrace, which may not be there: ask {@link #require} before any other call. */
final class HeadraceFeatures {
    private static final String PROVIDER = "io.headrace.HeadraceSelectorProvider";

    private HeadraceFeatures() {}

    static void require(String feature, SelectorProvider provider) {
        String name = provider.getClass().getName();
        if (!name.equals(PROVIDER)) {
            throw new UnsupportedOperationException(
                    feature + " needs the provider " + PROVIDER + ": this one is " + name);
        }
        if (!Headrace.isAvailable()) {
            throw new UnsupportedOperationException(
                    feature + " needs Headrace, which does not work here", Headrace.unavailabilityCause());
        }
    }

    static Selector openEdgeSelector(SelectorProvider provider) throws IOException {
        return ((HeadraceSelectorProvider) provider).openSelector(TriggerMode.EDGE);
    }
}
