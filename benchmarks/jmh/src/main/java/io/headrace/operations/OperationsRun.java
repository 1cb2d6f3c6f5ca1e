// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs rows on cells, so that a drift of the machine hits all cells of a row alike, and prints what it saw. */
final class OperationsRun {
    private final List<Row> rows;
    private final List<Cell> cells;
    private final Timing timing;
    private final PrintStream terminal;
    private final OperationsFile results = new OperationsFile();
    private final RowFigures figures = new RowFigures();

    OperationsRun(List<Row> rows, List<Cell> cells, Timing timing, PrintStream terminal) {
        this.rows = rows;
        this.cells = cells;
        this.timing = timing;
        this.terminal = terminal;
    }

    void run(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = folder.resolve("last-process.log");
        terminal.printf(
                "%d rows on %d cells, %d rounds: about %d minutes%n%n",
                rows.size(),
                cells.size(),
                timing.rounds(),
                Math.max(1, timing.estimate(processes()).toMinutes()));
        terminal.print(RowTable.head());
        for (Row row : rows) {
            List<Cell> those = Cell.thatHave(row, cells);
            measure(row, those, log);
            terminal.print(RowTable.row(row, those, figures));
            results.write(folder.resolve("operations.json"), cells);
        }
        String goals = new GoalTable(figures).print();
        terminal.print(goals.isEmpty() ? "" : "\n" + goals);
        terminal.printf("%nraw: %s%n", folder.resolve("operations.json"));
    }

    /** Of a round. */
    private int processes() {
        return rows.stream()
                .mapToInt(row -> (int) Cell.thatHave(row, cells).stream()
                        .filter(cell -> Skip.reason(row, cell).isEmpty())
                        .count())
                .sum();
    }

    private void measure(Row row, List<Cell> those, Path log) throws IOException, InterruptedException {
        Map<Cell, List<ProcessSample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < timing.rounds(); round++) {
            for (Cell cell : order(those, round)) {
                if (Skip.reason(row, cell).isEmpty()) {
                    ProcessSample sample = cell.program().measure(row, timing, log);
                    results.add(row, cell, round, sample);
                    samples.computeIfAbsent(cell, any -> new ArrayList<>()).add(sample);
                }
            }
        }
        samples.forEach((cell, all) -> figures.add(row, RowFigure.of(row, cell, all)));
    }

    /** Every other round backwards. */
    static List<Cell> order(List<Cell> cells, int round) {
        List<Cell> order = new ArrayList<>(cells);
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }
}
