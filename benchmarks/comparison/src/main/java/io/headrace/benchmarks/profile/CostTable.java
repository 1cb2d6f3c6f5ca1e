// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.profile;

import io.headrace.benchmarks.report.TextTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * CPU µs a request of each implementation, split by whose they are, and how far that is from the first implementation.
 */
public final class CostTable {
    /** What rounds to nothing in two decimals is left out. */
    private static final double SHOWN = 0.005;

    private static final String INDENT = "  ";

    private final Map<String, Costs> costs;
    private final Costs first;
    private final String firstName;

    private record Line(String title, Function<Costs, double[]> figure) {}

    private CostTable(Map<String, Costs> costs) {
        this.costs = costs;
        this.firstName = costs.keySet().iterator().next();
        this.first = costs.get(firstName);
    }

    /** The implementation of the first window is what the others are compared with. */
    public static CostTable of(List<Measured> windows) throws IOException {
        Map<String, List<Measured>> byImplementation = windows.stream()
                .collect(Collectors.groupingBy(Measured::implementation, LinkedHashMap::new, Collectors.toList()));
        Map<String, Costs> costs = new LinkedHashMap<>();
        for (Map.Entry<String, List<Measured>> entry : byImplementation.entrySet()) {
            costs.put(entry.getKey(), Costs.of(entry.getValue()));
        }
        return new CostTable(costs);
    }

    public String print() {
        TextTable<Line> table = new TextTable<Line>().left("CPU µs a request", Line::title);
        costs.forEach((name, one) -> {
            table.right(name, line -> String.format(Locale.ROOT, "%.2f", mean(line, one)));
            if (one != first) {
                table.right("− " + firstName, line -> difference(line, one));
            }
        });
        return table.print(lines());
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Split split : Split.values()) {
            lines.add(new Line(split.title(), one -> one.all(split)));
            rows(split).stream()
                    .map(row -> new Line(INDENT + row, one -> one.row(split, row)))
                    .filter(line -> largest(line) >= SHOWN)
                    .sorted(Comparator.comparingDouble(this::largest).reversed())
                    .forEach(lines::add);
        }
        lines.add(new Line("all", Costs::all));
        return lines;
    }

    private Set<String> rows(Split split) {
        return costs.values().stream()
                .flatMap(one -> one.rows(split).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private double largest(Line line) {
        return costs.values().stream().mapToDouble(one -> mean(line, one)).max().orElseThrow();
    }

    private static double mean(Line line, Costs one) {
        return DoubleStream.of(line.figure().apply(one)).average().orElseThrow();
    }

    private String difference(Line line, Costs one) {
        return Difference.of(line.figure().apply(one), line.figure().apply(first))
                .print();
    }
}
