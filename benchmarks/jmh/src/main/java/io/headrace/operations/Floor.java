// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An operation of headrace-floors: the system calls that a row cannot do without, and nothing around them.
 *
 * @param rows matches the whole names of the rows that it is for
 * @param options of that program, by the parameter of the row that has their value
 */
record Floor(Pattern rows, String operation, Map<String, String> options) {
    static final List<Floor> ALL = List.of(
            new Floor("Interest\\..*", "flip", Map.of()),
            new Floor("SelectDrained\\..* k=1", "drained", Map.of("n", "connections")),
            new Floor("Wakeup\\.sameThread", "wakeup", Map.of()),
            new Floor("Accept\\..*", "accept", Map.of()),
            new Floor("WouldBlock\\..*", "would-block", Map.of()),
            new Floor("Stream\\..*", "stream", Map.of("size", "size")),
            new Floor("Datagram\\.sendAndReceive .*", "datagram", Map.of()),
            new Floor("Datagram\\.writeAndRead .*", "datagram-connected", Map.of()));

    private Floor(String rows, String operation, Map<String, String> options) {
        this(Pattern.compile(rows), operation, options);
    }

    static Optional<Floor> of(Row row) {
        return ALL.stream().filter(floor -> floor.isFor(row)).findFirst();
    }

    boolean isFor(Row row) {
        return rows.matcher(row.name()).matches();
    }

    List<String> arguments(Row row) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--operation=" + operation);
        options.forEach((param, option) ->
                arguments.add("--" + option + "=" + row.params().get(param)));
        return arguments;
    }
}
