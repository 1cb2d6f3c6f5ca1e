// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;

/** A server that accepts connections. */
interface StartedServer {
    int port();

    /** The process that accepts them. */
    long pid();

    /** What its threads have allocated on the Java heap until now. */
    long allocatedBytes() throws IOException, InterruptedException;

    /** Gives it the work of a scenario, where it has several. */
    void choose(Scenario scenario) throws IOException, InterruptedException;

    void stop() throws IOException, InterruptedException;
}
