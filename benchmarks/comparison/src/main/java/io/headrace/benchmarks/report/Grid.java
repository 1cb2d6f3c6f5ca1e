// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks.report;

import io.headrace.benchmarks.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A table of the page. Each row has a label and then a value in each column. */
record Grid(List<String> columns, List<Row> rows) {

    /** The label of a row; the style of an implementation, where it is one. */
    record Row(String label, Style style, List<Value> values) {}

    /** The text of a value, the sign and the class of its verdict. */
    record Value(String text, String sign, String style) {
        static final Value NONE = new Value("", "", "");

        static Value of(String text) {
            return new Value(text, "", "");
        }

        static Value of(String text, Verdict verdict) {
            return new Value(text, verdict.sign(), verdict.style());
        }

        /** Greyed, and no figure, where no difference is shown. */
        static Value ofRatio(Optional<Interval> ratio, ComparedFigure figure) {
            return ratio.map(one -> of(Format.ratio(one), figure.verdict(one))).orElse(NONE);
        }

        boolean within() {
            return style.equals(Verdict.WITHIN.style());
        }
    }

    /** To be pasted into an issue. */
    String markdown() {
        StringBuilder out = new StringBuilder();
        line(out, "| ", " | ", " |", "", columns);
        out.append("|---".repeat(columns.size() + 1)).append("|\n");
        for (Row row : rows) {
            line(out, "| ", " | ", " |", row.label().replace("|", "\\|"), texts(row));
        }
        return out.toString();
    }

    /** RFC 4180, but for the ends of lines. */
    String csv() {
        StringBuilder out = new StringBuilder();
        line(out, "", ",", "", "", columns.stream().map(Grid::quoted).toList());
        for (Row row : rows) {
            line(
                    out,
                    "",
                    ",",
                    "",
                    quoted(row.label()),
                    texts(row).stream().map(Grid::quoted).toList());
        }
        return out.toString();
    }

    private static List<String> texts(Row row) {
        return row.values().stream().map(Value::text).toList();
    }

    private static void line(
            StringBuilder out, String start, String between, String end, String first, List<String> others) {
        out.append(start).append(first);
        others.forEach(other -> out.append(between).append(other));
        out.append(end).append('\n');
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Collects columns for rows of one kind, and leaves out those without any value. */
    static final class Builder<T> {
        private final List<T> items;
        private final List<String> columns = new ArrayList<>();
        private final List<List<Value>> values = new ArrayList<>();

        Builder(List<T> items) {
            this.items = items;
            items.forEach(item -> values.add(new ArrayList<>()));
        }

        Builder<T> text(String column, Function<T, String> valueOf) {
            return value(column, item -> Value.of(valueOf.apply(item)));
        }

        Builder<T> value(String column, Function<T, Value> valueOf) {
            List<Value> all = items.stream().map(valueOf).toList();
            if (all.stream().allMatch(one -> one.text().isEmpty())) {
                return this;
            }
            columns.add(column);
            for (int i = 0; i < all.size(); i++) {
                values.get(i).add(all.get(i));
            }
            return this;
        }

        Grid build(Function<T, String> label, Function<T, Style> style) {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                rows.add(new Row(label.apply(items.get(i)), style.apply(items.get(i)), values.get(i)));
            }
            return new Grid(columns, rows);
        }
    }
}
