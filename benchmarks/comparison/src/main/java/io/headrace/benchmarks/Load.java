// SPDX-License-Identifier: Apache-2.0
package io.headrace.benchmarks;

import java.util.List;

/**
 * What the client does: messages of a size in bytes, so many under way on each connection, at a rate a second over all
 * of them or (0) as fast as the answers come; and connections that stay silent.
 *
 * @param shared client and server both run on both processors, where else each has one to itself
 */
public record Load(Workload workload, int connections, int idle, int depth, int size, int rate, boolean shared) {
    static Load of(Workload workload, int connections, int size) {
        return new Load(workload, connections, 0, 1, size, 0, false);
    }

    Load withConnections(int active, int silent) {
        return new Load(workload, active, silent, depth, size, rate, shared);
    }

    Load withDepth(int underWay) {
        return new Load(workload, connections, idle, underWay, size, rate, shared);
    }

    Load withRate(int perSecond) {
        return new Load(workload, connections, idle, depth, size, perSecond, shared);
    }

    Load onBothProcessors() {
        return new Load(workload, connections, idle, depth, size, rate, true);
    }

    /** Of all kinds. */
    int opened() {
        return connections + idle;
    }

    List<String> arguments() {
        return List.of(
                "--workload=" + workload.argument(),
                "--connections=" + connections,
                "--idle=" + idle,
                "--depth=" + depth,
                "--size=" + size,
                "--rate=" + rate);
    }
}
