// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Columns for a terminal, as wide as their texts; a column in which no row has a value is left out. */
public final class TextTable<T> {
    private static final String GAP = "  ";

    private record Column<T>(String title, boolean left, Function<T, String> valueOf) {}

    private final List<Column<T>> columns = new ArrayList<>();

    public TextTable<T> left(String title, Function<T, String> valueOf) {
        columns.add(new Column<>(title, true, valueOf));
        return this;
    }

    public TextTable<T> right(String title, Function<T, String> valueOf) {
        columns.add(new Column<>(title, false, valueOf));
        return this;
    }

    public String print(List<T> rows) {
        List<StringBuilder> lines = new ArrayList<>();
        for (int i = 0; i <= rows.size(); i++) {
            lines.add(new StringBuilder());
        }
        for (Column<T> column : columns) {
            List<String> texts =
                    new ArrayList<>(rows.stream().map(column.valueOf()).toList());
            if (texts.stream().allMatch(String::isEmpty)) {
                continue;
            }
            texts.add(0, column.title());
            append(lines, texts, column.left());
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.toString().stripTrailing()).append(System.lineSeparator()));
        return text.toString();
    }

    private static void append(List<StringBuilder> lines, List<String> texts, boolean left) {
        int width = texts.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < texts.size(); i++) {
            StringBuilder line = lines.get(i);
            String pad = " ".repeat(width - texts.get(i).length());
            line.append(line.length() == 0 ? "" : GAP);
            line.append(left ? texts.get(i) + pad : pad + texts.get(i));
        }
    }
}
