// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What runs rows on a cell, each time in a process of its own. */
interface RowRunner {
    /** Whether it can do what this row does. */
    boolean has(Row row);

    /** Options that are the same for every row. */
    List<String> options();

    /** What it prints besides goes to the log. */
    ProcessSample measure(Row row, Timing timing, Path log) throws IOException, InterruptedException;

    /** A command that calls the row so often and ends: for those who count from outside. */
    List<String> command(Row row, int calls);
}
