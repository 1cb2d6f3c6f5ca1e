// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.report.Grid.Value;
import io.headrace.benchmarks.report.OperationsFile.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The single operations in the page: a table, and what is drawn of it. */
record OperationsPart(String title, Grid grid, List<Row> drawn) {
    /** As the look of cells is that of implementations. */
    private static final Map<String, String> LOOKS = Map.of(
            "jdk", "jdk",
            "tracked", "headrace-tracked",
            "level", "headrace-level",
            "oneshot", "headrace-oneshot",
            "edge", "headrace-edge",
            "c", "c-epoll-level");

    /** In the JSON of the page: the ratio as [mean, low, high], and that of each round. */
    record Row(String name, String style, double[] cpuRatio, double[] cpuBlocks) {}

    static OperationsPart of(OperationsFile file) {
        List<Figure> figures = file.figures();
        Map<String, Style> styles = Style.of(List.copyOf(LOOKS.values()));
        Grid grid = new Grid.Builder<>(figures)
                .text("on", Figure::cell)
                .text("ns an operation", figure -> Format.number(figure.nanos()))
                .value("/ " + OperationsFile.BASELINE, figure -> Value.ofRatio(figure.ratio(), ComparedFigure.CPU))
                .build(Figure::row, figure -> styles.get(look(figure)));
        return new OperationsPart(
                file.title(),
                grid,
                figures.stream().flatMap(figure -> row(figure).stream()).toList());
    }

    static Map<String, Style> styles() {
        return Style.of(List.copyOf(LOOKS.values()));
    }

    private static Optional<Row> row(Figure figure) {
        return figure.ratio()
                .map(ratio -> new Row(
                        figure.row() + " on " + figure.cell(),
                        look(figure),
                        new double[] {
                            Plots.bounded(ratio.mean()), Plots.bounded(ratio.low()), Plots.bounded(ratio.high())
                        },
                        figure.ratios()));
    }

    private static String look(Figure figure) {
        String provider = figure.cell().substring(0, figure.cell().indexOf('-'));
        return LOOKS.getOrDefault(provider, "jdk");
    }
}
