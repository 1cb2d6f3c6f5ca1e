// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import io.headrace.operations.suite.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a benchmark runs on: a provider, of Headrace's with its trigger mode, or plain C, over a system interface. */
record Cell(String provider, String backend) {
    private static final String JDK = "jdk";
    private static final String C = "c";
    private static final String CHOICE = "-Djava.nio.channels.spi.SelectorProvider=";

    /** The property that names the argument file with what every cell on Headrace is started with. */
    private static final String COMMON = "headrace.cell.options";

    private static final String HEADRACE_SELECTOR = "io.headrace.nio.selector.ReadinessSelector";

    static final List<String> PROVIDERS = List.of(JDK, "tracked", "level", "oneshot", "edge", C);
    static final List<String> BACKENDS = List.of("epoll", "poll");

    private static final Map<String, String> JDK_PROVIDERS =
            Map.of("epoll", "sun.nio.ch.EPollSelectorProvider", "poll", "sun.nio.ch.PollSelectorProvider");
    private static final Map<String, String> JDK_SELECTORS =
            Map.of("epoll", "sun.nio.ch.EPollSelectorImpl", "poll", "sun.nio.ch.PollSelectorImpl");

    /** The JDK's default on Linux: what all others are compared with. */
    static final Cell BASELINE = new Cell(JDK, "epoll");

    /** What the kernel takes by itself; over no other interface. */
    static final Cell FLOOR = new Cell(C, "epoll");

    /** The baseline first, asked for or not. */
    static List<Cell> of(List<String> providers, List<String> backends) {
        requireKnown("provider", providers, PROVIDERS);
        requireKnown("backend", backends, BACKENDS);
        List<Cell> cells = new ArrayList<>();
        cells.add(BASELINE);
        for (String backend : backends) {
            for (String provider : providers) {
                Cell cell = new Cell(provider, backend);
                if (cell.exists() && !cells.contains(cell)) {
                    cells.add(cell);
                }
            }
        }
        return List.copyOf(cells);
    }

    static List<Cell> thatHave(Row row, List<Cell> cells) {
        return cells.stream().filter(cell -> cell.program().has(row)).toList();
    }

    private static void requireKnown(String what, List<String> names, List<String> allowed) {
        for (String name : names) {
            if (!allowed.contains(name)) {
                throw new IllegalArgumentException(
                        "unknown " + what + " \"" + name + "\", allowed are " + String.join(", ", allowed));
            }
        }
    }

    private boolean exists() {
        return !provider.equals(C) || equals(FLOOR);
    }

    RowRunner program() {
        return equals(FLOOR) ? new Floors(this) : new Forks(this);
    }

    String name() {
        return provider + "-" + backend;
    }

    boolean isJdk() {
        return provider.equals(JDK);
    }

    /** What {@link Selectors} must find. */
    String selector() {
        return isJdk() ? JDK_SELECTORS.get(backend) : HEADRACE_SELECTOR + ":" + provider + ":" + backend;
    }

    /** Options of the JVM that choose it. */
    List<String> jvmOptions() {
        List<String> options = new ArrayList<>();
        options.add("-D" + Selectors.EXPECTED + "=" + selector());
        if (isJdk()) {
            options.add(CHOICE + JDK_PROVIDERS.get(backend));
        } else {
            options.add("@" + System.getProperty(COMMON));
            options.add("-Dio.headrace.mode=" + provider);
            options.add("-Dio.headrace.backend=" + backend);
        }
        return options;
    }
}
