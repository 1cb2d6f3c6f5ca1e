// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/** What is attached to a key of a {@link SelectorLoop}. */
interface ReadyHandler {
    /** Must go on until an operation would block: an edge-triggered selector does not say it twice. */
    void ready(SelectionKey key) throws IOException;
}
