// SPDX-License-Identifier: Apache-2.0
package io.headrace.server;

import java.nio.channels.spi.SelectorProvider;

/** Whether a provider is Headrace's, asked without a class of Headrace: the verifier of the JVM would load it. */
final class HeadraceCheck {
    private static final String PROVIDER = "io.headrace.HeadraceSelectorProvider";

    private HeadraceCheck() {}

    static void require(String feature, SelectorProvider provider) {
        String name = provider.getClass().getName();
        if (!name.equals(PROVIDER)) {
            throw new UnsupportedOperationException(
                    feature + " needs the provider " + PROVIDER + ": this one is " + name);
        }
        Throwable problem = HeadraceFeatures.problem();
        if (problem != null) {
            throw new UnsupportedOperationException(feature + " needs Headrace, which does not work here", problem);
        }
    }
}
