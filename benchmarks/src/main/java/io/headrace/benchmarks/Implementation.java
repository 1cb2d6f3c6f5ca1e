// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.util.List;

/** What a server is run on: options of its JVM, and the package of the selectors that it then must have. */
record Implementation(String name, String description, List<String> jvmOptions, String selectorPackage) {
    private static final String JDK = "sun.nio.ch.";
    private static final String HEADRACE = "io.headrace.";

    static final Implementation BASELINE = new Implementation("jdk", "the JDK's own provider", List.of(), JDK);

    static final List<Implementation> ALL = List.of(
            BASELINE,
            new Implementation("jdk-again", "the same once more, to see what the tool calls different", List.of(), JDK),
            headrace("tracked"),
            headrace("level"),
            headrace("oneshot"));

    private static Implementation headrace(String mode) {
        return new Implementation(
                "headrace-" + mode,
                "Headrace over epoll, trigger mode " + mode,
                List.of(
                        "-Djava.nio.channels.spi.SelectorProvider=io.headrace.HeadraceSelectorProvider",
                        "-Dio.headrace.mode=" + mode,
                        "-Dio.headrace.backend=epoll",
                        "-Dio.headrace.fallback=fail"),
                HEADRACE);
    }

    boolean needsHeadrace() {
        return selectorPackage.equals(HEADRACE);
    }

    /** Refuses a server that runs on something else than it was started for. */
    void verify(ServerReady ready) throws IOException {
        if (!ready.selector().startsWith(selectorPackage)) {
            throw new IOException("%s: the server runs on %s (provider %s), not on %s*"
                    .formatted(name, ready.selector(), ready.provider(), selectorPackage));
        }
    }
}
