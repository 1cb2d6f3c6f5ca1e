// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What HotSpot's Native Memory Tracking counts of another JVM, started with {@link #OPTION}. */
final class NativeMemory {
    static final String OPTION = "-XX:NativeMemoryTracking=summary";

    /** Direct buffers, whoever makes them, are "Other" from JDK 11 on. */
    private static final Pattern DIRECT = Pattern.compile("Other \\(reserved=(\\d+)KB");

    private NativeMemory() {}

    /** Bytes of direct buffers, after what nobody holds was collected. */
    static long ofDirectBuffers(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String summary = jcmd(pid, "VM.native_memory", "summary");
        Matcher found = DIRECT.matcher(summary);
        return found.find() ? Long.parseLong(found.group(1)) << 10 : 0;
    }

    private static String jcmd(long pid, String... command) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(pid), String.join(" ", command))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).doesNotContain("not enabled");
        return output;
    }
}
