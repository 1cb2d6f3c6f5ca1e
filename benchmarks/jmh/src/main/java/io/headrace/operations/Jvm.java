// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The JVM that a row is measured in: one like this, or for virtual threads one of JDK 25. */
final class Jvm {
    /** The property with the home of a JDK 25; empty where there is none. */
    private static final String HOME_25 = "headrace.jdk25";

    private Jvm() {}

    /** Its program; empty where this machine has none. */
    static Optional<Path> of(Row row) {
        String home = System.getProperty(row.isOnVirtualThreads() ? HOME_25 : "java.home", "");
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, "bin", "java"));
    }

    /** JDK 25 warns of natives otherwise, and of what JMH calls. */
    static List<String> options(Row row) {
        return row.isOnVirtualThreads()
                ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                : List.of();
    }
}
