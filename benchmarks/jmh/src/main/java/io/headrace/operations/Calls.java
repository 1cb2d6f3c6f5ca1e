// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * System calls an operation, counted from outside by strace(1): a process that does a row n times, one that does it 2n
 * times, and the difference by n. So start, set-up and end are not in it.
 */
final class Calls {
    /** Calls of descriptors and sockets: the JVM's threads and memory have others. */
    private static final List<String> STRACE =
            List.of("strace", "-f", "-qq", "-c", "-U", "calls,name", "-e", "trace=%desc,%network");

    /** Less is the JVM's own, in one of the two runs and not in the other. */
    private static final double NOISE = 0.05;

    private final List<Row> rows;
    private final List<Cell> cells;
    private final PrintStream terminal;

    Calls(List<Row> rows, List<Cell> cells, PrintStream terminal) {
        this.rows = rows;
        this.cells = cells;
        this.terminal = terminal;
    }

    void run() throws IOException, InterruptedException {
        requireStrace();
        for (Row row : rows) {
            terminal.println(row.name());
            for (Cell cell : Cell.thatHave(row, cells)) {
                String text = Skip.reason(row, cell)
                        .map(reason -> "skipped: " + reason)
                        .orElse(null);
                terminal.printf("  %-16s %s%n", cell.name(), text != null ? text : describe(perOperation(row, cell)));
            }
        }
    }

    private static void requireStrace() throws IOException, InterruptedException {
        try {
            new ProcessBuilder("strace", "-V")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IOException("--calls counts by strace, which is not here: install the package strace", e);
        }
    }

    private static Map<String, Double> perOperation(Row row, Cell cell) throws IOException, InterruptedException {
        int calls = FixedRun.calls(row);
        Map<String, Double> difference = new TreeMap<>();
        count(row, cell, 2 * calls).forEach((name, count) -> difference.merge(name, (double) count, Double::sum));
        count(row, cell, calls).forEach((name, count) -> difference.merge(name, (double) -count, Double::sum));
        difference.replaceAll((name, count) -> count / calls / row.operations());
        difference.values().removeIf(count -> Math.abs(count) < NOISE);
        return difference;
    }

    private static Map<String, Long> count(Row row, Cell cell, int calls) throws IOException, InterruptedException {
        Path counts = Files.createTempFile("headrace-calls", ".txt");
        Path output = Files.createTempFile("headrace-calls", ".log");
        try {
            int status = new ProcessBuilder(command(row, cell, calls, counts))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("%s failed on %s under strace, status %d:%n%s"
                        .formatted(row.name(), cell.name(), status, Files.readString(output)));
            }
            return parse(Files.readAllLines(counts));
        } finally {
            Files.delete(counts);
            Files.delete(output);
        }
    }

    private static List<String> command(Row row, Cell cell, int calls, Path counts) {
        List<String> command = new ArrayList<>(STRACE);
        command.addAll(List.of("-o", counts.toString()));
        command.addAll(cell.program().command(row, calls));
        return command;
    }

    /** Lines "count name" between two of dashes, the total after them. */
    static Map<String, Long> parse(List<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : lines) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length == 2 && fields[0].matches("\\d+") && !fields[1].equals("total")) {
                counts.put(fields[1], Long.valueOf(fields[0]));
            }
        }
        return counts;
    }

    static String describe(Map<String, Double> counts) {
        double total = counts.values().stream().mapToDouble(count -> count).sum();
        StringBuilder text = new StringBuilder(RowTable.format("%8.2f ", total));
        counts.forEach((name, count) -> text.append(RowTable.format("  %s %.2f", name, count)));
        return text.toString();
    }
}
