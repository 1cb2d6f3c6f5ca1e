// SPDX-License-Identifier: Apache-2.0
package io.headrace.operations;

import org.openjdk.jmh.runner.RunnerException;

/** Calls each benchmark a few times in this JVM. Arguments: provider, backend, whether those of virtual threads. */
final class EveryRow {
    private static final int OPERATIONS = 40;

    private EveryRow() {}

    public static void main(String[] args) throws RunnerException {
        Cell cell = new Cell(args[0], args[1]);
        for (Row row : Row.all()) {
            if (row.isOnVirtualThreads() == Boolean.parseBoolean(args[2])
                    && Skip.reason(row, cell).isEmpty()) {
                FixedRun.run(row, Math.max(2, OPERATIONS / (row.operations() * row.channels())));
                System.out.println(row.name());
            }
        }
    }
}
