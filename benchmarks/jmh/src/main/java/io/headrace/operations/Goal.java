// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What an operation on Headrace (tracked, epoll) may cost at most, as a part of what it costs on the JDK's provider.
 *
 * @param rows matches the whole names of the rows that show it
 */
record Goal(String work, Pattern rows, double ratio) {
    /** The cell that the goals are for. */
    static final Cell CELL = new Cell("tracked", "epoll");

    static final List<Goal> ALL = List.of(
            new Goal("selectNow, 1,000 still-ready unread keys", "SelectUnread\\.selectNow(Kept)? n=1000 k=n", 0.1),
            new Goal("interest flip + selectNow", "Interest\\..*", 0.2),
            new Goal("select, 1 of 9,000 ready, drained", "SelectDrained\\..* n=9000 k=1", 0.9),
            new Goal("wakeup + select return, one thread", "Wakeup\\.sameThread", 0.65),
            new Goal("accept + configureBlocking(false)", "Accept\\..*", 0.4),
            new Goal("would-block read", "WouldBlock\\..*", 0.75),
            new Goal("64 B write + read", "Stream\\..* size=64 .*", 0.97));

    /** Rows that must not allocate. */
    static final Pattern WITHOUT_GARBAGE = Pattern.compile("(Select|PipeDrained|Stream|Gather|WouldBlock).*");

    /** Bytes of the smallest object. JMH itself allocates less an operation while it measures, but not nothing. */
    static final double OBJECT = 16;

    private Goal(String work, String rows, double ratio) {
        this(work, Pattern.compile(rows), ratio);
    }

    static boolean hasOneFor(Row row) {
        return ALL.stream().anyMatch(goal -> goal.isShownBy(row));
    }

    boolean isShownBy(Row row) {
        return rows.matcher(row.name()).matches();
    }
}
