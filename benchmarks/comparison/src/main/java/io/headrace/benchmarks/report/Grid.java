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

        /** Greyed where it is within the noise. */
        static Value ofRatio(Optional<Interval> ratio, ComparedFigure figure) {
            return ratio.map(one -> of(Format.plainRatio(one) + " " + Format.noise(one), figure.verdict(one)))
                    .orElse(NONE);
        }

        boolean within() {
            return style.equals(Verdict.WITHIN.style());
        }
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
