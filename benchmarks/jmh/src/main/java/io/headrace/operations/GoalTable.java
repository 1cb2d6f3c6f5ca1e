// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goals, and what a run saw of them. */
final class GoalTable {
    private static final String LINE = "%-41s %-44s %6s %7s %7s   %s%n";

    private final RowFigures figures;

    GoalTable(RowFigures figures) {
        this.figures = figures;
    }

    /** Empty where the run had no row of a goal. */
    String print() {
        StringBuilder lines = new StringBuilder();
        for (Goal goal : Goal.ALL) {
            for (Row row : figures.rows()) {
                if (goal.isShownBy(row)) {
                    line(goal, row).ifPresent(lines::append);
                }
            }
        }
        allocation().ifPresent(lines::append);
        return lines.isEmpty() ? "" : RowTable.format(LINE, "goal", "of", "goal", "seen", "C", "met") + lines;
    }

    private Optional<String> line(Goal goal, Row row) {
        return figures.of(row, Goal.CELL)
                .flatMap(figure -> figures.of(row, Cell.BASELINE)
                        .map(baseline -> RowTable.format(
                                LINE,
                                goal.work(),
                                row.name(),
                                "≤" + RowTable.format("%.2f", goal.ratio()),
                                RowTable.format("%.3f", figure.ratio(baseline)),
                                floor(row, baseline),
                                verdict(goal, figure.ratio(baseline), figure.ratios(baseline)))));
    }

    /** What C takes of the baseline; empty if that was not measured. */
    private String floor(Row row, RowFigure baseline) {
        return figures.of(row, Cell.FLOOR)
                .map(floor -> RowTable.format("%.3f", floor.ratio(baseline)))
                .orElse("");
    }

    static String verdict(Goal goal, double ratio, List<Double> rounds) {
        String met = ratio <= goal.ratio() ? "yes" : "no";
        long those = rounds.stream().filter(round -> round <= goal.ratio()).count();
        boolean agree = those == (met.equals("yes") ? rounds.size() : 0);
        return agree ? met : met + ", in " + those + " of " + rounds.size() + " rounds";
    }

    /** The row that allocates most a channel. */
    private Optional<String> allocation() {
        Map<Row, RowFigure> watched = figures.on(Goal.CELL);
        return watched.keySet().stream()
                .filter(row -> Goal.WITHOUT_GARBAGE.matcher(row.name()).matches())
                .max(Comparator.comparingDouble(row -> bytes(row, watched)))
                .map(row -> RowTable.format(
                        LINE,
                        "allocation per select, read, write",
                        row.name(),
                        "0 B",
                        RowTable.format("%.1f B", bytes(row, watched)),
                        "",
                        bytes(row, watched) < Goal.OBJECT ? "yes" : "no"));
    }

    private static double bytes(Row row, Map<Row, RowFigure> figures) {
        return figures.get(row).allocated() / row.channels();
    }
}
