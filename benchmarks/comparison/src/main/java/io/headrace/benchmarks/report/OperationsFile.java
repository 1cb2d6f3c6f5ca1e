// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.headrace.benchmarks.Interval;
import io.headrace.benchmarks.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** operations.json, as benchmarks/operations writes it: nanoseconds an operation, by row, cell and round. */
public final class OperationsFile {
    /** The only schema that is read. */
    static final int SCHEMA = 3;

    static final String BASELINE = "jdk-epoll";

    private record Content(int schema, String started, String headrace, List<Run> runs) {}

    private record Run(String row, String cell, int round, double ns) {}

    /** What a row took on a cell; the ratio of the baseline is empty. */
    record Figure(String row, String cell, double nanos, double[] ratios, Optional<Interval> ratio) {}

    private final String started;
    private final String commit;
    private final Map<String, Map<String, double[]>> rows = new LinkedHashMap<>();

    private OperationsFile(Content content) {
        this.started = content.started;
        this.commit = content.headrace;
        Map<String, Map<String, List<Double>>> rounds = new LinkedHashMap<>();
        for (Run run : content.runs) {
            rounds.computeIfAbsent(run.row, row -> new LinkedHashMap<>())
                    .computeIfAbsent(run.cell, cell -> new ArrayList<>())
                    .add(run.ns);
        }
        rounds.forEach((row, cells) -> {
            Map<String, double[]> values = new LinkedHashMap<>();
            cells.forEach((cell, list) -> values.put(
                    cell, list.stream().mapToDouble(Double::doubleValue).toArray()));
            rows.put(row, values);
        });
    }

    /** Empty where there is no such file, or where it is told why it is left out. */
    public static Optional<OperationsFile> readIfPresent(Path file, Consumer<String> leftOut) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Content content = new Gson().fromJson(Files.readString(file), Content.class);
            if (content == null || content.runs == null || content.schema != SCHEMA) {
                leftOut.accept(file + " is left out: it is no operations.json of schema " + SCHEMA);
                return Optional.empty();
            }
            return Optional.of(new OperationsFile(content));
        } catch (JsonParseException e) {
            leftOut.accept(file + " is left out: it is no operations.json: " + e.getMessage());
            return Optional.empty();
        }
    }

    String title() {
        return "Measured %s on Headrace %s".formatted(started, commit);
    }

    /** Judged as the ratios of a comparison are: all together hold with the confidence of {@link RunRatios#FAMILY}. */
    List<Figure> figures() {
        List<double[]> all = rows.values().stream()
                .flatMap(cells -> cells.keySet().stream().map(cell -> ratios(cells, cell)))
                .filter(ratios -> ratios.length > 1)
                .toList();
        Spread spread = Spread.of(all);
        double confidence = 1 - (1 - RunRatios.FAMILY) / Math.max(1, all.size());
        List<Figure> figures = new ArrayList<>();
        rows.forEach((row, cells) -> cells.keySet().forEach(cell -> {
            double[] ratios = ratios(cells, cell);
            figures.add(new Figure(
                    row,
                    cell,
                    Interval.of(cells.get(cell)).mean(),
                    ratios,
                    ratios.length < 2 ? Optional.empty() : Optional.of(Interval.of(ratios, spread, confidence))));
        }));
        return figures;
    }

    /** Round by round; none of the baseline, or where a round is missing. */
    private static double[] ratios(Map<String, double[]> cells, String cell) {
        double[] baseline = cells.get(BASELINE);
        double[] values = cells.get(cell);
        return cell.equals(BASELINE) || baseline == null || baseline.length != values.length
                ? new double[0]
                : Interval.ratios(values, baseline);
    }
}
