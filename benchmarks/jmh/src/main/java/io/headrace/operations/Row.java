// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import io.headrace.operations.suite.Selectors;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A benchmark with a value for each of its parameters.
 *
 * @param benchmark class and method, without the package
 * @param operations operations in a call of that method
 */
record Row(String benchmark, Map<String, String> params, int operations) {
    private static final String SUITE = Selectors.class.getPackageName() + ".";
    private static final String TIMEOUT = "timeout";

    /** All that the annotation processor found, in the order of their names, sizes by their value. */
    static List<Row> all() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(nowhere(), VerboseMode.SILENT), List.of())
                .stream()
                .sorted(Comparator.comparing(BenchmarkListEntry::getUsername))
                .flatMap(entry -> of(entry).stream())
                .toList();
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream());
    }

    private static List<Row> of(BenchmarkListEntry entry) {
        String name = entry.getUsername().substring(SUITE.length());
        int operations = entry.getOperationsPerInvocation().orElse(1);
        Map<String, String[]> values = entry.getParams().orElse(Map.of());
        List<Map<String, String>> all = List.of(Map.of());
        // backwards: n before k, size before buffer
        for (String param :
                values.keySet().stream().sorted(Comparator.reverseOrder()).toList()) {
            all = all.stream()
                    .flatMap(one -> with(one, param, values.get(param)).stream())
                    .toList();
        }
        return all.stream().map(params -> new Row(name, params, operations)).toList();
    }

    private static List<Map<String, String>> with(Map<String, String> params, String name, String[] values) {
        List<Map<String, String>> all = new ArrayList<>();
        for (String value : values) {
            Map<String, String> more = new LinkedHashMap<>(params);
            more.put(name, value);
            all.add(more);
        }
        return all;
    }

    /** Unique, and what patterns are matched with. */
    String name() {
        return params.isEmpty() ? benchmark : benchmark + " " + paramsText();
    }

    String paramsText() {
        return params.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining(" "));
    }

    /** JDK 17 has none: see {@link Jvm}. */
    boolean isOnVirtualThreads() {
        return benchmark.startsWith("Virtual");
    }

    /** As JMH knows it. */
    String qualifiedName() {
        return SUITE + benchmark;
    }

    /** Nanoseconds that the caller asks to wait: no cost, so they are taken off. */
    double wanted() {
        return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(params.getOrDefault(TIMEOUT, "0")));
    }

    /** Channels that one operation finds ready. */
    int channels() {
        return "n".equals(params.get("k")) ? Integer.parseInt(params.get("n")) : 1;
    }

    static Row named(String name) {
        return all().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row is called " + name));
    }
}
