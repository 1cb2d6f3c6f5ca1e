// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The figures of a run by row and cell. */
final class RowFigures {
    private final Map<Row, Map<Cell, RowFigure>> all = new LinkedHashMap<>();

    void add(Row row, RowFigure figure) {
        all.computeIfAbsent(row, any -> new LinkedHashMap<>()).put(figure.cell(), figure);
    }

    Iterable<Row> rows() {
        return all.keySet();
    }

    Optional<RowFigure> of(Row row, Cell cell) {
        return Optional.ofNullable(all.getOrDefault(row, Map.of()).get(cell));
    }

    Map<Row, RowFigure> on(Cell cell) {
        Map<Row, RowFigure> some = new LinkedHashMap<>();
        all.keySet().forEach(row -> of(row, cell).ifPresent(figure -> some.put(row, figure)));
        return some;
    }
}
