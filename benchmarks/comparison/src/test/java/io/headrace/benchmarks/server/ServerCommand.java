// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A role's command line, and the JVM that it is started in. */
record ServerCommand(String java, List<String> jvmOptions, boolean onHeadrace, List<String> words) {
    private static final Path ROOT = Path.of(System.getProperty("headrace.root"));
    private static final boolean CI = "true".equals(System.getenv("CI"));

    static ServerCommand jdk(String... words) {
        return new ServerCommand(System.getProperty("java.home") + "/bin/java", List.of(), false, List.of(words));
    }

    static ServerCommand headrace(String mode, String... words) {
        List<String> options = List.of("@" + ROOT.resolve("ci/cell.options"), "-Dio.headrace.mode=" + mode);
        return new ServerCommand(jdk().java, options, true, List.of(words));
    }

    ServerCommand onJdk25() {
        return new ServerCommand(java25(), jvmOptions, onHeadrace, words).with("--enable-native-access=ALL-UNNAMED");
    }

    ServerCommand with(String jvmOption) {
        List<String> more = new ArrayList<>(jvmOptions);
        more.add(jvmOption);
        return new ServerCommand(java, more, onHeadrace, words);
    }

    /** What its ready line must say after the port. */
    String runsOn() {
        if (words.contains("transport=epoll")) {
            return "transport=io\\.netty\\.channel\\.epoll\\.\\w+";
        }
        String netty = "transport=io\\.netty\\.channel\\.socket\\.nio\\.\\w+ ";
        String selector = onHeadrace
                ? "provider=io\\.headrace\\.\\S+ selector=io\\.headrace\\.\\S+"
                : "provider=sun\\.nio\\.ch\\.\\w+ selector=sun\\.nio\\.ch\\.\\w+";
        return words.get(0).contains("netty") ? netty + selector : selector;
    }

    List<String> command() throws IOException {
        assumeTrue(CI || !java.isEmpty(), "no JDK 25");
        List<String> command = new ArrayList<>(List.of(java, "-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(jvmOptions);
        Path target = ROOT.resolve("benchmarks/comparison/target");
        String classPath = target.resolve("classes") + ":" + target.resolve("lib") + "/*";
        command.addAll(List.of("-cp", onHeadrace ? headraceJar() + ":" + classPath : classPath));
        command.add(Server.class.getName());
        command.addAll(words);
        return command;
    }

    private static Path headraceJar() throws IOException {
        Path folder = ROOT.resolve("java/headrace/target");
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "headrace-*-all.jar")) {
                for (Path jar : jars) {
                    return jar;
                }
            }
        }
        assumeTrue(CI, folder + " has no headrace-*-all.jar");
        throw new IOException(folder + " has no headrace-*-all.jar");
    }

    /** Empty where there is no JDK 25. */
    private static String java25() {
        try {
            Process process = new ProcessBuilder(ROOT.resolve("ci/find-jdk").toString(), "25")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String home = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return home.isEmpty() ? "" : home + "/bin/java";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", words) + (onHeadrace ? " on Headrace " + jvmOptions.get(1) : "");
    }
}
