// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import io.netty.util.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the figures come from. */
public record Machine(String processor, int processors, String kernel, String jdk, String netty, String headrace) {
    static Machine detect() throws IOException {
        return new Machine(
                processorName(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version"),
                Version.identify().get("netty-transport").artifactVersion(),
                System.getProperty("headrace.commit", "unknown"));
    }

    private static String processorName() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    public String describe() {
        return "%s, %d processors; %s; JDK %s; Netty %s; Headrace %s"
                .formatted(processor, processors, kernel, jdk, netty, headrace);
    }
}
