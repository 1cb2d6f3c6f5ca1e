// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A benchmark that makes no sense on some cells, and why. Both patterns match whole names. */
record Skip(Pattern row, Pattern cell, String reason) {
    static final List<Skip> ALL = List.of(
            new Skip("SelectUnread\\.selectNowKept n=9000 k=n", ".*", "the JDK looks at 1,024 of them in a select"),
            new Skip("SelectUnread\\..*", "edge-.*", "an edge is reported once: what stays unread is not again"),
            new Skip(
                    "Interest\\..* flip=write",
                    "edge-.*",
                    "an edge is reported once: what stays writable is not again"),
            new Skip("Exclusive\\..*", ".*-poll", "the backend epoll has it"),
            new Skip("VirtualEcho\\..*", "jdk-poll", "the JDK's virtual threads never wait in poll"),
            new Skip(
                    "VirtualEcho\\..*",
                    "(level|oneshot|edge)-.*",
                    "trigger modes are of selectors: it would be tracked again"));

    private Skip(String row, String cell, String reason) {
        this(Pattern.compile(row), Pattern.compile(cell), reason);
    }

    static Optional<String> reason(Row row, Cell cell) {
        return ALL.stream()
                .filter(skip -> skip.row.matcher(row.name()).matches())
                .filter(skip -> skip.cell.matcher(cell.name()).matches())
                .map(Skip::reason)
                .findFirst();
    }
}
