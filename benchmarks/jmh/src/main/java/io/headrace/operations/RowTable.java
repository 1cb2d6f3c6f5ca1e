// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.util.List;
import java.util.Locale;

/** Figures for a terminal of 110 columns: a line a cell, below the name of the row. */
final class RowTable {
    private static final String LINE = "  %-16s %14s %10s %9s %17s %10s%n";

    private RowTable() {}

    static String head() {
        String baseline = "/ " + Cell.BASELINE.provider();
        return format(LINE, "", "ns an op", "± 99.9 %", baseline, "in the rounds", "B an op");
    }

    static String row(Row row, List<Cell> cells, RowFigures figures) {
        StringBuilder out = new StringBuilder(row.name()).append(row.wanted() > 0 ? " (how late)\n" : "\n");
        for (Cell cell : cells) {
            figures.of(row, cell)
                    .map(figure -> line(figure, figures.of(row, Cell.BASELINE).orElseThrow()))
                    .or(() ->
                            Skip.reason(row, cell).map(reason -> format("  %-16s skipped: %s%n", cell.name(), reason)))
                    .ifPresent(out::append);
        }
        return out.toString();
    }

    private static String line(RowFigure figure, RowFigure baseline) {
        boolean isBaseline = figure == baseline;
        return format(
                LINE,
                figure.cell().name(),
                format("%,.1f", figure.time()),
                format("%,.1f", figure.error()),
                isBaseline ? "" : format("%.3f", figure.ratio(baseline)),
                isBaseline ? "" : range(figure.ratios(baseline)),
                format("%,.1f", figure.allocated()));
    }

    static String range(List<Double> ratios) {
        double least = ratios.stream().mapToDouble(ratio -> ratio).min().orElseThrow();
        double most = ratios.stream().mapToDouble(ratio -> ratio).max().orElseThrow();
        return format("%.3f to %.3f", least, most);
    }

    static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
