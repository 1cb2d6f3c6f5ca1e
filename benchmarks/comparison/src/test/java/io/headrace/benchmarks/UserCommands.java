// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Commands that start what a user may have. */
final class UserCommands {
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";
    private static final String CLASSES = Path.of(
                    System.getProperty("headrace.root"), "benchmarks/comparison/target/test-classes")
            .toString();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private UserCommands() {}

    static String server(String kind, int port) {
        return "%s -Xmx48m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp %s %s %s %d"
                .formatted(JAVA, CLASSES, UserServer.class.getName(), kind, port);
    }

    /** Nobody has it now. */
    static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    static UserProgram program(String command, int port, String mode, Path logs) {
        return new UserProgram(command, new UserRequest(port, "/", false, List.of()), mode, logs, PATIENCE);
    }

    static UserProgram impatient(String command, int port, Path logs) {
        return new UserProgram(
                command, new UserRequest(port, "/", false, List.of()), null, logs, Duration.ofSeconds(1));
    }
}
