// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations.suite;

import io.headrace.HeadraceSelectorProvider;
import java.nio.channels.spi.SelectorProvider;

/** For what only Headrace has: on the JDK's provider a program has to take something else, and that is measured. */
final class Provider {
    static final boolean IS_HEADRACE = SelectorProvider.provider() instanceof HeadraceSelectorProvider;

    private Provider() {}
}
