// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

/** An agent that does nothing: what any agent costs. */
public final class EmptyAgent {
    private EmptyAgent() {}

    /** The JVM calls this before {@code main}. */
    public static void premain(String options) {}
}
