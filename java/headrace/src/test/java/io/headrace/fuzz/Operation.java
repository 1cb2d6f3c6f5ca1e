// SPDX-License-Identifier: Apache-2.0
package io.headrace.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that a program can do in a {@link World}.
 *
 * @param weight how often it is chosen
 * @param kinds what its first argument may be, a set of {@link Kind#bit}; 0 where it is a free pair of slots
 */
record Operation(String name, int weight, int kinds, Body body) {
    /** The result of an operation that does not fit the state of the world. */
    static final String SKIPPED = "-";

    /** Draws its choices from the step. The same choices in the same state have the same result in each world. */
    interface Body {
        Object run(World world, Step step) throws Exception;
    }

    /** An operation on a channel. */
    interface NodeBody {
        Object run(World world, Node node, Step step) throws Exception;
    }

    /** Takes a group of operations in. */
    static final class Table {
        final List<Operation> operations = new ArrayList<>();

        void add(String name, int weight, int kinds, NodeBody body) {
            operations.add(new Operation(name, weight, kinds, (world, step) -> {
                Node node = world.node(step, kinds);
                return node == null ? SKIPPED : body.run(world, node, step);
            }));
        }

        /** On no channel, or opens one in the pair of slots that the step names. */
        void add(String name, int weight, Body body) {
            operations.add(new Operation(name, weight, 0, body));
        }
    }

    static List<Operation> all() {
        Table table = new Table();
        Openings.addTo(table);
        Selections.addTo(table);
        Keys.addTo(table);
        Transfers.addTo(table);
        Endings.addTo(table);
        Datagrams.addTo(table);
        Multicasts.addTo(table);
        Adaptors.addTo(table);
        Options.addTo(table);
        Blocked.addTo(table);
        BadMemory.addTo(table);
        Exhaustion.addTo(table);
        FileTransfers.addTo(table);
        Arenas.addTo(table);
        Shortage.addTo(table);
        return table.operations;
    }
}
