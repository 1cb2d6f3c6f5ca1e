// SPDX-License-Identifier: Apache-2.0
package io.headrace.integration;

import io.headrace.integration.program.RequestThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.OS;

/** What the programs of one run stand on: the JDK's own provider, the oracle, or Headrace with a mode and a backend. */
record Cell(String mode, String backend) {

    static final Cell JDK = new Cell("", "");

    private static final String PROVIDER = "io.headrace.HeadraceSelectorProvider";
    private static final String JDKS_SELECTOR = OS.WINDOWS.isCurrentOs() ? "WEPoll" : "EPoll";
    private static final String PROPERTY = "-Dio.headrace.";

    /** An argument file with what every cell is started with. */
    private static final Path COMMON = Path.of(System.getProperty("headrace.cell.options"));

    /** Those that the property {@code headrace.integration.cells} names, separated by commas; all without it. */
    static Stream<Cell> chosen() {
        Set<String> names =
                Set.of(System.getProperty("headrace.integration.cells").split(","));
        List<Cell> chosen = all().filter(cell -> names.contains("all") || names.contains(cell.toString()))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "headrace.integration.cells is %s; allowed are all and %s".formatted(names, all().toList()));
        }
        return chosen.stream();
    }

    private static Stream<Cell> all() {
        return Stream.concat(
                Stream.of(JDK),
                Stream.of("tracked", "level", "oneshot")
                        .flatMap(mode -> backends().map(backend -> new Cell(mode, backend))));
    }

    private static Stream<String> backends() {
        return OS.WINDOWS.isCurrentOs() ? Stream.of("iocp") : Stream.of("epoll", "poll");
    }

    /** For a program with the library on its class path. */
    List<String> options() {
        return this == JDK
                ? List.of()
                : List.of("@" + COMMON, "-Dio.headrace.mode=" + mode, "-Dio.headrace.backend=" + backend);
    }

    /** For a program that knows nothing of the library. */
    List<String> agentOptions() {
        return this == JDK
                ? List.of()
                : List.of("-javaagent:%s=mode=%s,backend=%s,%s"
                        .formatted(JavaCommand.allJar(), mode, backend, commonOfAgent()));
    }

    /** The options that every cell has, as the agent takes them; but the agent's line is wanted. */
    private static String commonOfAgent() {
        try (Stream<String> lines = Files.lines(COMMON)) {
            return lines.filter(line -> line.startsWith(PROPERTY) && !line.endsWith("announce=off"))
                    .map(line -> line.substring(PROPERTY.length()))
                    .collect(Collectors.joining(","));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the agent says that it did. */
    String agentLine() {
        return this == JDK ? "" : ".*: mode %s, backend %s, transferTo direct\n".formatted(mode, backend);
    }

    String providerClass() {
        return this == JDK ? "sun.nio.ch." + JDKS_SELECTOR + "SelectorProvider" : PROVIDER;
    }

    String selectorClass() {
        return this == JDK
                ? "sun.nio.ch." + JDKS_SELECTOR + "SelectorImpl"
                : "io.headrace.nio.selector.ReadinessSelector";
    }

    boolean hasEventPolls() {
        return !"poll".equals(backend);
    }

    /**
     * What stays open for the life of the process. The JDK's I/O classes, file channels too, keep one end of a socket
     * pair, to put it over a descriptor before they close that. Virtual threads have a poller a processor, and one that
     * watches these; the JDK has more.
     */
    Map<String, Integer> keptDescriptors() {
        int pollers = Boolean.getBoolean(RequestThreads.VIRTUAL)
                ? 2 * Runtime.getRuntime().availableProcessors() + 1
                : 0;
        return Map.of("socket", 1, "[eventpoll]", pollers, "[eventfd]", pollers);
    }

    /** Classes of the other provider. If one was initialized, the program, or a part of it, did not run on this. */
    String foreignClasses() {
        return this == JDK
                ? "io/headrace/(?!integration)\\S+"
                : "sun/nio/ch/(" + JDKS_SELECTOR + "SelectorImpl|SocketChannelImpl|ServerSocketChannelImpl|PipeImpl)";
    }

    @Override
    public String toString() {
        return this == JDK ? "jdk" : mode + "-" + backend;
    }
}
