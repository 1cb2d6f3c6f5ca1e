// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.netty.util.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the figures come from. */
public record Machine(
        String processor, int processors, String kernel, String jdk, String jdk25, String netty, String headrace) {
    private static final String VERSION = "JAVA_VERSION=";

    static Machine detect() throws IOException {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
                release(System.getProperty("headrace.jdk25", "")),
                Version.identify().get("netty-transport").artifactVersion(),
                System.getProperty("headrace.commit", "unknown"));
    }

    /** Of a JDK by its home; empty where there is none. */
    private static String release(String home) throws IOException {
        Path file = Path.of(home, "release");
        if (home.isEmpty() || !Files.exists(file)) {
            return "";
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(VERSION))
                .map(line -> line.substring(VERSION.length()).replace("\"", ""))
                .findFirst()
                .orElse("");
    }

    private static String processorName() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    public String describe() {
        return "%s, %d processors; %s; JDK %s%s; Netty %s; Headrace %s"
                .formatted(processor, processors, kernel, jdk, jdk25.isEmpty() ? "" : " and " + jdk25, netty, headrace);
    }
}
