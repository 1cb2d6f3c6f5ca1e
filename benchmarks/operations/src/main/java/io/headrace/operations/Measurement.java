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
import org.openjdk.jmh.results.RunResult;

/** Runs rows on cells, so that a drift of the machine hits all cells of a row alike, and prints what it saw. */
final class Measurement {
    private final List<Row> rows;
    private final List<Cell> cells;
    private final Timing timing;
    private final PrintStream terminal;
    private final ResultsFile results = new ResultsFile();
    private final Figures figures = new Figures();

    Measurement(List<Row> rows, List<Cell> cells, Timing timing, PrintStream terminal) {
        this.rows = rows;
        this.cells = cells;
        this.timing = timing;
        this.terminal = terminal;
    }

    void run(Path folder) throws IOException {
        Files.createDirectories(folder);
        Forks forks = new Forks(timing, folder.resolve("last-jvm.log"));
        terminal.printf(
                "%d rows on %d cells, %d rounds: about %d minutes%n%n",
                rows.size(),
                cells.size(),
                timing.rounds(),
                Math.max(1, timing.estimate(rows.size(), cells.size()).toMinutes()));
        terminal.print(Table.head());
        for (Row row : rows) {
            measure(row, forks);
            terminal.print(Table.row(row, cells, figures));
            results.write(folder.resolve("operations.json"), cells);
        }
        String goals = new GoalTable(figures).print();
        terminal.print(goals.isEmpty() ? "" : "\n" + goals);
        terminal.printf("%nraw: %s%n", folder.resolve("operations.json"));
    }

    private void measure(Row row, Forks forks) throws IOException {
        Map<Cell, List<RunResult>> runs = new LinkedHashMap<>();
        for (int round = 0; round < timing.rounds(); round++) {
            for (Cell cell : order(cells, round)) {
                if (Skip.reason(row, cell).isEmpty()) {
                    RunResult result = forks.run(row, cell);
                    results.add(row, cell, round, result);
                    runs.computeIfAbsent(cell, any -> new ArrayList<>()).add(result);
                }
            }
        }
        runs.forEach((cell, all) -> figures.add(row, Figure.of(row, cell, all)));
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
